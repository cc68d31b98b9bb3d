//! Step 3: Attention.

use judge::{Checks, Outcome, Panic, caught, expect, refuses, survives};
use portable::{PythonRandom, math};
use workbook::step_1::initial_parameters;
use workbook::step_2::{Tape, mean_loss, softmax, train};
use workbook::step_3::{
    BLOCK_SIZE, Cache, Gpt, add, attention_weights, num_params, rms_norm,
    weighted_sum,
};

use crate::step_2::reference_run;
use crate::way::{Model, RIGHT, WRONG, Way};

/// The first losses of the reference run: seed 42, a learning rate of 0.1.
const LOSSES: [f64; 3] =
    [3.3816318163101204, 3.4376673345482542, 3.219295567960938];

pub const SECTIONS: &[Checks] = &[
    (
        "3.2",
        &[
            ("a sum, number by number", sum),
            ("vectors of unequal length are refused", unequal),
            ("both parts have a gradient", sum_on_tape),
        ],
    ),
    (
        "3.3",
        &[
            ("the mean of the squares becomes 1", normed),
            ("a vector of zeros stays one", normed_zeros),
            ("a vector that is nearly zero grows less", normed_small),
            ("the gradient goes through the size, too", normed_on_tape),
        ],
    ),
    (
        "3.5",
        &[
            ("one position has all the weight", alone),
            ("scores become shares of 1", shares),
            ("the gradient reaches the keys", weights_on_tape),
        ],
    ),
    (
        "3.6",
        &[
            ("the mean of the values, weighted", gathered),
            ("attention leaves a key and a value", leaves_key_and_value),
            ("attention gathers from all so far", attends),
            ("the MLP, there and back", thinks),
            ("the whole way from tokens to scores", logits),
        ],
    ),
    (
        "3.7",
        &[
            ("the loss of knowing nothing", uniform),
            ("the first loss of the reference run", first_loss),
            ("a document is cut where the block ends", cut),
            ("the first losses of the reference run", first_losses),
        ],
    ),
];

fn sum() -> Outcome {
    expect("add(&[1, 2], &[0.5, 0.25])", {
        add(&[1.0, 2.0], &[0.5, 0.25])
    })
    .but(
        vec![1.0, 2.0, 0.5, 0.25],
        "They stand side by side: the first number is added to the first, the \
         second to the second.",
    )
    .but(vec![0.5, 0.5], "Those are products.")
    .but(vec![0.5, 1.75], "Those are differences.")
    .but(vec![1.0, 2.0], "The second vector was not added.")
    .is(vec![1.5, 2.25])
}

fn unequal() -> Outcome {
    refuses(
        || add(&[1.0, 2.0], &[0.5]),
        "The sum of two numbers and one must panic. zip stops at the shorter \
         of the two and says nothing: assert that they are as long.",
    )
}

fn sum_on_tape() -> Outcome {
    let tape = Tape::new();
    let (a, b) = (tape.leaves(&[1.0, 2.0]), tape.leaves(&[0.5, 0.25]));
    let grads = add(&a, &b)[1].backward();
    let came = vec![grads.of(a[1]), grads.of(b[1])];
    expect("the slopes of the second sum", came).is(vec![1.0, 1.0])
}

/// [1, 1, 7, 7] times what is made of the sum of its squares, 100.
fn scaled(scale: impl Fn(f64) -> f64) -> Vec<f64> {
    [1.0, 1.0, 7.0, 7.0].map(|x| x * scale(100.0)).to_vec()
}

fn normed() -> Outcome {
    let off_mean = 3.0 / 9.00001_f64.sqrt();
    expect("rms_norm(&[1, 1, 7, 7])", rms_norm(&[1.0, 1.0, 7.0, 7.0]))
        .but(
            scaled(|sum| 1.0 / (sum + 1e-5).sqrt()),
            "It was divided by the length of the vector. Take the mean of the \
             squares, not their sum.",
        )
        .but(
            scaled(|sum| 1.0 / (sum / 3.0 + 1e-5).sqrt()),
            "The mean of n squares is their sum over n, not over n - 1.",
        )
        .but(
            scaled(|sum| 1.0 / (sum / 4.0 + 1e-5)),
            "There is no root: divide by the root of the mean square.",
        )
        .but(
            scaled(|sum| (sum / 4.0 + 1e-5).sqrt()),
            "It was multiplied by its size. Divide by it: the power is -0.5.",
        )
        .but(
            scaled(|sum| 1.0 / (sum / 4.0).sqrt()),
            "1e-5 is missing under the root, or it is less than that. It \
             shows in the seventh digit here. With nothing there, a vector of \
             zeros would be divided by zero.",
        )
        .but(
            scaled(|sum| 1.0 / ((sum / 4.0).sqrt() + 1e-5)),
            "1e-5 was added to the root. It belongs under it, to the mean \
             square.",
        )
        .but(
            scaled(|sum| 1.0 / (sum / 4.0 + 1e-8).sqrt()),
            "What is added under the root is 1e-5, not 1e-8.",
        )
        .but(
            vec![-off_mean, -off_mean, off_mean, off_mean],
            "The mean was taken off first. That is LayerNorm; RMSNorm measures \
             from 0.",
        )
        .is(scaled(|sum| 1.0 / (sum / 4.0 + 1e-5).sqrt()))
}

fn normed_zeros() -> Outcome {
    expect("rms_norm(&[0, 0])", rms_norm(&[0.0, 0.0]))
        .but(
            vec![f64::NAN; 2],
            "0 over 0: add 1e-5 under the root, so that it is never 0.",
        )
        .is(vec![0.0, 0.0])
}

fn normed_small() -> Outcome {
    let x = 1e-5_f64.sqrt();
    expect("rms_norm of [x, -x] where x² is 1e-5", rms_norm(&[x, -x]))
        .is(vec![0.5_f64.sqrt(), -0.5_f64.sqrt()])
}

fn normed_on_tape() -> Outcome {
    let tape = Tape::new();
    let x = tape.leaves(&[1.0, 7.0]);
    let grads = rms_norm(&x)[0].backward();
    let scale = 1.0 / 25.00001_f64.sqrt();
    let through = |a: f64, b: f64| a * b * scale * scale * scale / 2.0;
    expect("the slopes of its first number along 1 and 7", {
        vec![grads.of(x[0]), grads.of(x[1])]
    })
    .but(
        vec![scale, 0.0],
        "The size was taken as a plain number. It depends on x, and so the \
         gradient must go through it.",
    )
    .is(vec![scale - through(1.0, 1.0), -through(1.0, 7.0)])
}

fn alone() -> Outcome {
    expect("the weights of a position that has one key", {
        attention_weights(&[3.0, 4.0], &[[5.0, 6.0]])
    })
    .but(
        vec![39.0 / 2.0_f64.sqrt()],
        "That is a score. softmax makes shares of scores, and the share of \
         one is 1.",
    )
    .is(vec![1.0])
}

fn shares() -> Outcome {
    let ln_3 = math::ln(3.0);
    let q = [0.0, 2.0_f64.sqrt() * ln_3];
    let keys = [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]];
    let over = |divisor: f64| softmax(&[0.0, q[1] / divisor, 0.0]);
    expect(
        "the weights where q · k is 0, √2 ln 3, 0 and d is 2",
        attention_weights(&q, &keys),
    )
    .but(
        vec![0.0, ln_3, 0.0],
        "Those are scores: softmax makes shares of them.",
    )
    .but(
        over(1.0),
        "The scores were not divided. √d keeps them small where vectors are \
         wide.",
    )
    .but(
        over(2.0),
        "The scores were divided by d. It is the root of d: a sum of d \
         products has a deviation of √d.",
    )
    .but(
        over(3.0_f64.sqrt()),
        "The scores were divided by the root of how many keys there are. d is \
         how many numbers a query has.",
    )
    .but(
        over(0.5_f64.sqrt()),
        "The scores were multiplied by the root of d. Divide by it.",
    )
    .but(
        over(4.0),
        "The scores were divided by the root of n_embd, 16. Take how many \
         numbers this query has: the heads of Step 4 have fewer.",
    )
    .is(vec![0.2, 0.6, 0.2])
}

fn weights_on_tape() -> Outcome {
    let tape = Tape::new();
    let q = tape.leaves(&[2.0]);
    let keys = [tape.leaves(&[0.0]), tape.leaves(&[math::ln(3.0) / 2.0])];
    let grads = attention_weights(&q, &keys)[1].backward();
    // w (1 - w) is the slope along the score, and q that of it along k.
    expect("the slope of a weight 3/4 along its key, for q = 2", {
        grads.of(keys[1][0])
    })
    .is(0.375)
}

fn gathered() -> Outcome {
    let values = [[4.0, 0.0], [8.0, 4.0]];
    expect("weights 0.25 and 0.75 of [4, 0] and [8, 4]", {
        weighted_sum(&[0.25, 0.75], &values)
    })
    .but(vec![6.0, 2.0], "That is the plain mean: the weights count.")
    .but(vec![12.0, 4.0], "That is the sum: the weights count.")
    .but(
        vec![5.0, 1.0],
        "The weights are swapped: the first is for the first value.",
    )
    .but(
        vec![1.0, 5.0],
        "Each value was multiplied with the weights. It is a column that \
         meets them: the same number of every value.",
    )
    .but(
        vec![3.5, 1.5],
        "It was divided by how many values there are. The weights sum to 1 \
         already.",
    )
    .is(vec![7.0, 3.0])?;
    expect("weights 0.5, 0.25, 0.25 of [4], [8], [0]", {
        weighted_sum(&[0.5, 0.25, 0.25], &[[4.0], [8.0], [0.0]])
    })
    .is(vec![4.0])
}

/// The parameters of a model for 3 tokens with `wq` = 2, `wk` = 3, `wv` = 6 and
/// `wo` = 3 on their diagonals. Its MLP makes 2x of what is above 0 and 3x,
/// without its sign, of what is below.
fn diagonal() -> Vec<f64> {
    let mut params = vec![0.0; num_params(3)];
    let mut start = (3 + BLOCK_SIZE) * 16;
    for number in [2.0, 3.0, 6.0, 3.0] {
        for i in 0..16 {
            params[start + 16 * i + i] = number;
        }
        start += 16 * 16;
    }
    let (fc1, fc2) = (start, start + 64 * 16);
    for i in 0..16 {
        params[fc1 + 16 * i + i] = 1.0;
        params[fc1 + 16 * (16 + i) + i] = -1.0;
        params[fc2 + 64 * i + i] = 2.0;
        params[fc2 + 64 * i + 16 + i] = 3.0;
    }
    params
}

/// A vector of 16 numbers that begins with these two.
fn beginning(first: f64, second: f64) -> Vec<f64> {
    let mut x = vec![0.0; 16];
    (x[0], x[1]) = (first, second);
    x
}

/// Why attention panics at the first position: what it has left by then says
/// how far it came.
pub fn why_attention_panics(
    panic: &Panic,
    cache: &Cache<f64>,
    n_embd: usize,
) -> String {
    let width = |vectors: &[Vec<f64>]| vectors.first().map(Vec::len);
    let words = match (width(&cache.keys), width(&cache.values)) {
        (None, None) => {
            "At the first position there is no key but its own, and it was \
             not there: push key and value before the weights are computed."
        }
        (None, _) => {
            "The position’s own key was not there: push it before the weights \
             are computed."
        }
        (_, None) => {
            "The position’s own value was not there: push it before the \
             values are gathered."
        }
        (Some(key), _) if key != n_embd => {
            "The key has not as many numbers as x: it is made with attn_wk."
        }
        (_, Some(value)) if value != n_embd => {
            "The value has not as many numbers as x: it is made with attn_wv."
        }
        _ => return panic.to_string(),
    };
    panic.because(words)
}

fn leaves_key_and_value() -> Outcome {
    let params = diagonal();
    let gpt = Gpt::new(3, &params);
    let mut cache = Cache::new();
    caught(|| gpt.attention(&beginning(1.0, 0.0), &mut cache))
        .map_err(|panic| why_attention_panics(&panic, &cache, 16))?;
    let kept = (cache.keys.len(), cache.values.len());
    expect("how many keys and values one position leaves", kept)
        .but((1, 0), "The value is missing.")
        .but((0, 1), "The key is missing.")
        .but(
            (0, 0),
            "Key and value of the position must enter the cache.",
        )
        .is((1, 1))?;
    expect("its key where x is 1 and wq, wk, wv are 2, 3, 6", {
        cache.keys[0][0]
    })
    .but(1.0, "That is x: the key is attn_wk times x.")
    .but(2.0, "That is the query: the key is made with attn_wk.")
    .but(6.0, "That is the value: the key is made with attn_wk.")
    .is(3.0)?;
    expect("its value", cache.values[0][0])
        .but(1.0, "That is x: the value is attn_wv times x.")
        .but(3.0, "That is the key: the value is made with attn_wv.")
        .is(6.0)
}

fn attends() -> Outcome {
    let params = diagonal();
    let gpt = Gpt::new(3, &params);
    // q · k / √16 is 2x · 3x / 4 = ln 3 for its own key, and 0 for the other.
    let x = (math::ln(3.0) * 2.0 / 3.0).sqrt();
    let mut cache = Cache::new();
    cache.keys.push(vec![0.0; 16]);
    cache.values.push(beginning(8.0, 0.0));
    let came = gpt.attention(&beginning(0.0, x), &mut cache);
    let with = |wq: f64, own: f64, wo: f64| {
        let score = wq * 3.0 * x * x / 4.0;
        let weights = softmax(&[0.0, score]);
        vec![weights[0] * 8.0 * wo, weights[1] * own * x * wo]
    };
    expect(
        "what a second position gathers, 1/4 of [8, 0] and 3/4 of [0, 6x], \
         times wo = 3",
        came[..2].to_vec(),
    )
    .but(with(2.0, 6.0, 1.0), "attn_wo is missing at the end.")
    .but(
        vec![24.0, 0.0],
        "It gathers from the past alone. A position sees itself, too: push \
         its key and value first.",
    )
    .but(
        vec![0.0, 0.75 * 3.0 * x * 3.0],
        "Keys were gathered. The weights come from the keys, and what is \
         gathered are the values.",
    )
    .but(
        with(1.0, 6.0, 3.0),
        "x itself asked: the query is attn_wq times x.",
    )
    .but(
        with(3.0, 6.0, 3.0),
        "The key asked: the query is made with attn_wq.",
    )
    .but(
        vec![6.0, 13.5 * x + x],
        "x was added. attention says what is added to it; logits adds.",
    )
    .is(vec![6.0, 13.5 * x])
}

fn thinks() -> Outcome {
    let params = diagonal();
    let gpt = Gpt::new(3, &params);
    let came = gpt.mlp(&beginning(1.0, -1.0));
    expect("the MLP, 2x above 0 and -3x below, of 1 and -1", {
        came[..2].to_vec()
    })
    .but(vec![-1.0, 1.0], "relu is missing between the two layers.")
    .but(
        vec![0.0, 1.0],
        "relu stands behind the second layer. It belongs between the two.",
    )
    .but(
        vec![3.0, 2.0],
        "x was added. mlp says what is added to it; logits adds.",
    )
    .is(vec![2.0, 3.0])
}

/// A model of one layer. `cache` is empty.
fn model<'m>(gpt: &'m Gpt<'m, f64>, cache: &'m mut Cache<f64>) -> Model<'m> {
    Model {
        wte: &gpt.wte,
        wpe: &gpt.wpe,
        lm_head: &gpt.lm_head,
        layers: vec![[
            Box::new(|x| gpt.attention(x, cache)),
            Box::new(|x| gpt.mlp(x)),
        ]],
    }
}

fn logits() -> Outcome {
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(num_params(3), &mut rng);
    let params: Vec<f64> = params.iter().map(|param| param * 5.0).collect();
    let gpt = Gpt::new(3, &params);
    let mut cache = Cache::new();
    let all = [2, 0, 1].map(|token| gpt.logits(token, &mut cache));
    let by = |way: &Way| way.scores(model(&gpt, &mut Cache::new()), &[2, 0, 1]);
    expect("the scores after tokens 2, 0, 1", all[2].clone())
        .but_any(WRONG.map(|(way, reason)| (by(&way), reason)))
        .is(by(&RIGHT))
}

fn uniform() -> Outcome {
    let params = vec![0.0; num_params(27)];
    let gpt = Gpt::new(27, &params);
    expect("the loss of \"ava\" where all scores are 0", {
        gpt.loss(&[26, 0, 21, 0, 26])
    })
    .is(math::ln(27.0))
}

fn first_loss() -> Outcome {
    let (docs, params) = reference_run(num_params(27));
    let gpt = Gpt::new(27, &params);
    let doc = &docs[0];
    let mut cache = Cache::new();
    let without_last =
        mean_loss(&doc[..doc.len() - 1], |token| gpt.logits(token, &mut cache));
    expect("the loss of \"yuheng\" with seed 42", gpt.loss(doc))
        .but(
            mean_loss(doc, |token| gpt.logits(token, &mut Cache::new())),
            "Each token had a cache of its own, so none had a past. There is \
             one for the whole document.",
        )
        .but(
            without_last,
            "The last pair is missing: that a name ends must be predicted, \
             too.",
        )
        .is(LOSSES[0])
}

fn cut() -> Outcome {
    let (_, params) = reference_run(num_params(27));
    let gpt = Gpt::new(27, &params);
    let long = survives(
        || gpt.loss(&[0; 30]),
        "A document of 30 tokens panics: there are 16 positions. Cut it to \
         the first 16 pairs.",
    )?;
    let of = |n_pairs: usize| {
        let mut cache = Cache::new();
        mean_loss(&[0; 30][..=n_pairs], |token| gpt.logits(token, &mut cache))
    };
    expect("the loss of 30 tokens", long)
        .but(
            of(15),
            "It was cut to 16 tokens, which are 15 pairs. 16 positions make \
             16 predictions, from 17 tokens.",
        )
        .is(of(16))
}

fn first_losses() -> Outcome {
    let (docs, mut params) = reference_run(num_params(27));
    let losses = train(&mut params, &docs, 1000, 0.1, |weights, tokens| {
        Gpt::new(27, weights).loss(tokens)
    });
    expect(
        "the first losses of 1000 steps with seed 42",
        losses.take(LOSSES.len()).collect::<Vec<_>>(),
    )
    .is(LOSSES.to_vec())
}
