//! Beyond Step 1.

use judge::{Checks, Outcome, ensure, expect};
use portable::{PythonRandom, math};
use step_1_gradient_descent::{
    analytic_gradient, initial_parameters, linear_decay, num_params, sgd_step,
    softmax,
};
use workbook_exercises::step_1::batch::{batch_gradient, train};
use workbook_exercises::step_1::logit_table::gradient;
use workbook_exercises::step_1::starts::{
    Start::{self, Constant, Random},
    parameters_from, sizes, slopes,
};
use workbook_exercises::step_1::tanh::{self, tanh, tanh_backward};

pub const SECTIONS: &[Checks] = &[
    (
        "1.A",
        &[
            ("a matrix that is constant", constant),
            ("the others as they are drawn", as_drawn),
            ("slopes that are not zero", nonzero_slopes),
            ("a start that nothing can move", no_slopes),
        ],
    ),
    (
        "1.B",
        &[
            ("the loss of a table of logits", logit_loss),
            ("a document of one pair", logit_slopes_of_a_pair),
            ("a document whose pairs share a row", logit_slopes),
        ],
    ),
    (
        "1.C",
        &[
            ("the loss of a batch", batch_loss),
            ("its gradient", batch_slopes),
            ("a step for each batch", batch_steps),
            ("at a rate that falls", batch_rate),
        ],
    ),
    (
        "1.D",
        &[
            ("the tanh of small numbers", tanh_near),
            ("and of large ones", tanh_far),
            ("the way back", tanh_back),
            ("the slopes of a name, against nudging", tanh_nudged),
        ],
    ),
];

// 1.A

/// The weights of a vocabulary of three as they are drawn, and from these
/// starts.
fn weights(starts: [Start; 3]) -> [Vec<f64>; 2] {
    let rng = PythonRandom::new(42);
    let drawn = initial_parameters(num_params(3), &mut rng.clone());
    [drawn, parameters_from(3, starts, &mut rng.clone())]
}

fn constant() -> Outcome {
    let [drawn, came] = weights([Random, Constant(0.5), Random]);
    expect("how many parameters there are", came.len()).is(drawn.len())?;
    let [wte, fc1, _] = sizes(3);
    let places = |of: &[f64]| of.iter().filter(|&&w| w == 0.5).count();
    if came == drawn {
        return ensure(
            false,
            "parameters_from(3, [Random, Constant(0.5), Random], …) is as \
             with three that are random. It is as it was drawn: overwrite \
             the second matrix.",
        );
    }
    ensure(
        places(&came[..wte]) == 0,
        "`wte` was overwritten where only `mlp_fc1` is constant. A matrix \
         begins where the one before it ends.",
    )?;
    expect("how many numbers of `mlp_fc1` are 0.5", {
        places(&came[wte..wte + fc1])
    })
    .but(1, "Only the first number of the matrix was overwritten.")
    .is(fc1)
}

fn as_drawn() -> Outcome {
    let [drawn, came] = weights([Constant(0.5), Random, Random]);
    let [wte, fc1, _] = sizes(3);
    let again = came[wte..wte + fc1] == drawn[..fc1];
    ensure(
        !again,
        "`mlp_fc1` got the numbers that `wte` would have had, which is \
         constant. So no two starts could be compared: draw all of them \
         first, and overwrite.",
    )?;
    ensure(
        came[wte..] == drawn[wte..],
        "With [Constant(0.5), Random, Random], the last two matrices are not \
         as they are with three that are random.",
    )
}

/// How many numbers of each matrix of a list pass a test.
fn count(list: &[f64], passes: fn(f64) -> bool) -> Vec<usize> {
    let [wte, fc1, _] = sizes(3);
    let (wte, rest) = list.split_at(wte);
    let (fc1, fc2) = rest.split_at(fc1);
    [wte, fc1, fc2]
        .iter()
        .map(|matrix| matrix.iter().filter(|&&it| passes(it)).count())
        .collect()
}

fn nonzero_slopes() -> Outcome {
    let rng = PythonRandom::new(42);
    let params = initial_parameters(num_params(3), &mut rng.clone());
    let doc = [2, 0, 2];
    let (_, grad) = analytic_gradient(3, &params, &doc);
    let from_the_start: Vec<usize> = sizes(3)
        .iter()
        .map(|&size| grad[..size].iter().filter(|&&it| it != 0.0).count())
        .collect();
    expect("slopes of [2, 0, 2], which never looks at the 1", {
        slopes(3, &params, &doc).to_vec()
    })
    .but(
        count(&grad, |slope| slope > 0.0),
        "A slope below zero is one, too: count those that are not zero.",
    )
    .but(
        count(&grad, |slope| slope == 0.0),
        "Those are the slopes that *are* zero.",
    )
    .but(
        count(&params, |weight| weight != 0.0),
        "Those are the parameters that are not zero: ask for the gradient.",
    )
    .but(
        from_the_start,
        "Each time the count begins at the front of the gradient. A matrix \
         begins where the one before it ends.",
    )
    .is(count(&grad, |slope| slope != 0.0))
}

fn no_slopes() -> Outcome {
    let params = vec![0.0; num_params(3)];
    expect("slopes with zeros everywhere", {
        slopes(3, &params, &[2, 0, 2]).to_vec()
    })
    .is(vec![0, 0, 0])
}

// 1.B

/// A table of three tokens, and a document in which a row is used twice.
const LOGITS: [f64; 9] = [0.3, -0.2, 0.5, 1.0, 0.0, -1.0, 0.7, 0.1, 0.2];
const DOC: [usize; 5] = [2, 0, 0, 1, 2];

/// The probabilities in a row of the table.
fn row_of(token: usize) -> Vec<f64> {
    softmax(&LOGITS[3 * token..3 * token + 3])
}

fn logit_loss() -> Outcome {
    let sum = |ps: &dyn Fn(&[usize]) -> f64| -> f64 {
        DOC.windows(2).map(|pair| -math::ln(ps(pair))).sum()
    };
    let right = sum(&|pair| row_of(pair[0])[pair[1]]);
    let swapped = sum(&|pair| row_of(pair[1])[pair[1]]);
    let shifted = sum(&|pair| softmax(&LOGITS[pair[0]..pair[0] + 3])[pair[1]]);
    expect("the loss of 2, 0, 0, 1, 2", gradient(3, &LOGITS, &DOC).0)
        .but(
            right,
            "That is the sum over the pairs: the loss is their mean.",
        )
        .but(
            right / 5.0,
            "It was divided by 5. Count the pairs, not the tokens.",
        )
        .but(
            swapped / 4.0,
            "What comes next stands in the row of the token that has been \
             read, and not in its own.",
        )
        .but(
            shifted / 4.0,
            "A row was taken from the wrong place: the rows before it are in \
             the list, too, with `vocab_size` numbers each.",
        )
        .but(-right / 4.0, "A loss is -ln p: the minus is missing.")
        .is(right / 4.0)
}

/// The slopes of a document: what each pair adds to the row of its first token
/// for every next one, given the probability and whether that is the target.
fn slopes_by(doc: &[usize], add: impl Fn(f64, bool) -> f64) -> Vec<f64> {
    let mut grad = vec![0.0; LOGITS.len()];
    for pair in doc.windows(2) {
        for (j, p) in row_of(pair[0]).into_iter().enumerate() {
            grad[3 * pair[0] + j] += add(p, j == pair[1]);
        }
    }
    grad
}

fn is(target: bool) -> f64 {
    if target { 1.0 } else { 0.0 }
}

fn logit_slopes_of_a_pair() -> Outcome {
    let doc = [1, 2];
    expect("the slopes of 1, 2", gradient(3, &LOGITS, &doc).1)
        .but(
            slopes_by(&doc, |p, _| p),
            "Nothing was taken off for the target, whose slope is p - 1, or \
             what was taken off is overwritten.",
        )
        .but(
            slopes_by(&doc, |p, target| is(target) - p),
            "Every sign is the wrong one: that way is downhill, and a \
             gradient points uphill.",
        )
        .but(
            slopes_by(&doc, |_, target| -is(target)),
            "The wrong tokens have slopes too, p each.",
        )
        .is(slopes_by(&doc, |p, target| p - is(target)))
}

fn logit_slopes() -> Outcome {
    let last = {
        let mut grad = vec![0.0; LOGITS.len()];
        for pair in DOC.windows(2) {
            for (j, p) in row_of(pair[0]).into_iter().enumerate() {
                grad[3 * pair[0] + j] = (p - is(j == pair[1])) / 4.0;
            }
        }
        grad
    };
    expect("the slopes of 2, 0, 0, 1, 2", gradient(3, &LOGITS, &DOC).1)
        .but(
            slopes_by(&DOC, |p, target| p - is(target)),
            "Divide by n: the loss is a mean over four pairs.",
        )
        .but(
            slopes_by(&DOC, |p, target| p - is(target) / 4.0),
            "Divide by n, both the probability and what is taken off for \
             the target.",
        )
        .but(
            last,
            "What the pairs before had added is gone: the 0 has two pairs, \
             and both count.",
        )
        .is(slopes_by(&DOC, |p, target| (p - is(target)) / 4.0))
}

// 1.C

/// Names of a vocabulary of three, one longer than the other, and the initial
/// weights.
fn batch() -> ([Vec<usize>; 2], Vec<f64>) {
    let rng = &mut PythonRandom::new(42);
    let params = initial_parameters(num_params(3), rng);
    ([vec![2, 0, 2], vec![2, 1, 1, 0, 2]], params)
}

fn batch_loss() -> Outcome {
    let (docs, params) = batch();
    let [one, other] = docs.each_ref().map(|doc| {
        let (loss, _) = analytic_gradient(3, &params, doc);
        loss
    });
    let (all, _) = analytic_gradient(3, &params, &docs.concat());
    expect("the loss of a batch of 2, 0, 2 and 2, 1, 1, 0, 2", {
        batch_gradient(3, &params, &docs).0
    })
    .but(
        one + other,
        "That is the sum of the losses: divide by how many.",
    )
    .but(
        all,
        "The documents were put together into one. There BOS follows BOS, \
         which comes in no name: ask about each by itself.",
    )
    .but(
        (2.0 * one + 4.0 * other) / 6.0,
        "That is the mean over all pairs: every document counts the same.",
    )
    .but(other, "Only the last document is left.")
    .is(f64::midpoint(one, other))
}

fn batch_slopes() -> Outcome {
    let (docs, params) = batch();
    let [one, other] = docs.each_ref().map(|doc| {
        let (_, grad) = analytic_gradient(3, &params, doc);
        grad
    });
    // Four slopes that are not zero, of the embeddings and the last matrix.
    let places = [0, 20, 35, params.len() - 1];
    let of = |add: &dyn Fn(f64, f64) -> f64| -> Vec<f64> {
        places.iter().map(|&i| add(one[i], other[i])).collect()
    };
    let (_, came) = batch_gradient(3, &params, &docs);
    expect("how many slopes there are", came.len()).is(params.len())?;
    let what = format!("the slopes at {places:?} of that batch");
    expect(what, places.map(|i| came[i]).to_vec())
        .but(
            of(&|a, b| a + b),
            "That is the sum of the gradients. Divide by how many there are, \
             or the step grows with the batch.",
        )
        .but(
            of(&|_, b| b / 2.0),
            "Only the last document is left: add what each gives.",
        )
        .but(of(&|_, b| b), "Only the last document is left.")
        .but(
            of(&|a, b| (2.0 * a + 4.0 * b) / 6.0),
            "Every document counts the same, however many pairs it has.",
        )
        .is(of(&|a, b| f64::midpoint(a, b)))
}

/// Five names, by twos.
fn batches() -> (Vec<Vec<usize>>, Vec<f64>) {
    let ([one, other], params) = batch();
    let third = vec![2, 0, 1, 2];
    let docs = [&one, &other, &third, &other, &one].map(Clone::clone);
    (docs.to_vec(), params)
}

/// The parameters after steps at these rates, and the losses before
/// each.
fn stepped(rate: impl Fn(usize) -> f64) -> (Vec<f64>, Vec<f64>) {
    let (docs, mut params) = batches();
    let mut losses = Vec::new();
    for (step, batch) in docs.chunks(2).enumerate() {
        let (loss, grad) = batch_gradient(3, &params, batch);
        losses.push(loss);
        sgd_step(&mut params, &grad, rate(step));
    }
    (params, losses)
}

fn batch_steps() -> Outcome {
    let (docs, mut params) = batches();
    let came: Vec<f64> = train(3, &mut params, &docs, 2, 1.0).collect();
    expect("how many steps five names make, by twos", came.len())
        .but(
            2,
            "The names at the end were left out: they are a batch, too.",
        )
        .but(5, "A step takes two names.")
        .is(3)?;
    let (_, before) = stepped(|_| 1.0);
    let (_, start) = batches();
    let (_, grad) = batch_gradient(3, &start, &docs[..2]);
    let mut moved = start;
    sgd_step(&mut moved, &grad, 1.0);
    let (after, _) = batch_gradient(3, &moved, &docs[..2]);
    expect("the first loss of train(3, …, 2, 1.0)", came[0])
        .but(
            after,
            "That is what the batch costs after the step. A loss is asked \
             first: give the loss before the step.",
        )
        .is(before[0])
}

fn batch_rate() -> Outcome {
    let (docs, mut params) = batches();
    train(3, &mut params, &docs, 2, 1.0).for_each(drop);
    let last = |params: &[f64]| params[params.len() - 3..].to_vec();
    expect("the last three parameters after these steps", last(&params))
        .but(
            last(&stepped(|_| 1.0).0),
            "It is as if the rate did not fall: `linear_decay` says what it \
             is at each step.",
        )
        .but(
            last(&stepped(|step| linear_decay(1.0, step, 5)).0),
            "The rate falls as if there were a step for each name. A step is \
             a batch, and there are three.",
        )
        .but(
            last(&stepped(|step| -linear_decay(1.0, step, 3)).0),
            "That is uphill.",
        )
        .is(last(&stepped(|step| linear_decay(1.0, step, 3)).0))
}

// 1.D

/// The tanh of 1, to more digits than are compared.
const TANH_1: f64 = 0.761_594_155_955_764_9;

fn tanh_near() -> Outcome {
    let e = math::exp(1.0);
    let half = (e - 1.0) / (e + 1.0);
    expect("tanh(&[-1.0, 0.0, 1.0])", tanh(&[-1.0, 0.0, 1.0]))
        .but(
            vec![-half, 0.0, half],
            "That is the tanh of half of each: the exponential is that of 2x.",
        )
        .but(
            vec![1.0 / (1.0 + e), 0.5, e / (1.0 + e)],
            "That curve is another: it lies between 0 and 1, and tanh \
             between -1 and 1.",
        )
        .but(vec![TANH_1, 0.0, -TANH_1], "The signs are the wrong ones.")
        .is(vec![-TANH_1, 0.0, TANH_1])
}

fn tanh_far() -> Outcome {
    let far = "That is infinity divided by infinity, as for softmax in 1.3. \
               The formula in the comment has one exponential, and it may be \
               infinite.";
    expect("tanh(&[-1000.0, 1000.0])", tanh(&[-1000.0, 1000.0]))
        .but(vec![f64::NAN; 2], far)
        .but(vec![-1.0, f64::NAN], far)
        .but(vec![f64::NAN, 1.0], far)
        .is(vec![-1.0, 1.0])
}

fn tanh_back() -> Outcome {
    let (dy, h) = ([5.0, 8.0, 2.0], [0.0, 0.5, -0.5]);
    let with = |add: &dyn Fn(f64, f64) -> f64| -> Vec<f64> {
        dy.iter().zip(h).map(|(&dy, h)| add(dy, h)).collect()
    };
    let slope_at = |x: f64| {
        let power = math::exp(2.0 * x);
        let h = (power - 1.0) / (power + 1.0);
        1.0 - h * h
    };
    expect("tanh_backward(&[5, 8, 2], &[0, 0.5, -0.5])", {
        tanh_backward(&dy, &h)
    })
    .but(
        with(&|dy, h| dy * (1.0 - h)),
        "The slope is 1 less the square of h.",
    )
    .but(
        with(&|dy, h| dy * slope_at(h)),
        "The slope was taken at h, and h is a tanh already: take 1 - h².",
    )
    .but(
        with(&|dy, h| dy + (1.0 - h * h)),
        "The slope was added: the chain rule multiplies.",
    )
    .but(
        with(&|_, h| 1.0 - h * h),
        "Those are the slopes of tanh: what comes back was left out.",
    )
    .but(
        with(&|dy, h| if h > 0.0 { dy } else { 0.0 }),
        "That is the slope of ReLU.",
    )
    .but(
        with(&|dy, h| dy * (1.0 + h * h)),
        "Nowhere is tanh steeper than at 0: the square is subtracted.",
    )
    .is(with(&|dy, h| dy * (1.0 - h * h)))
}

fn tanh_nudged() -> Outcome {
    let rng = &mut PythonRandom::new(42);
    let mut params = initial_parameters(num_params(3), rng);
    let (loss, grad) = tanh::gradient(3, &params, &[2, 0, 1, 2]);
    let mut furthest: f64 = 0.0;
    for i in 0..params.len() {
        let old = params[i];
        params[i] = old + 1e-5;
        let (nudged, _) = tanh::gradient(3, &params, &[2, 0, 1, 2]);
        params[i] = old;
        furthest = furthest.max((grad[i] - (nudged - loss) / 1e-5).abs());
    }
    ensure(
        furthest < 1e-5,
        "The slopes of a name are not what nudging finds: `tanh` and \
         `tanh_backward` do not belong together.",
    )
}
