//! Step 2: Autograd.

use std::thread;

use judge::{
    Checks, Expect, Outcome, Same, Words, ensure, expect, in_case, refuses,
};
use names::NAMES;
use portable::{PythonRandom, math};
use workbook::step_0::Corpus;
use workbook::step_1::{
    Matrix, Mlp, analytic_gradient, initial_parameters, num_params,
};
use workbook::step_2::{
    Gradients, Op, Tape, Value, backward_sorted, depth_first, linear, logits,
    loss, mean_loss, relu, softmax, train,
};

/// "ava" as the tokenizer of the names sees it.
const AVA: [usize; 5] = [26, 0, 21, 0, 26];

/// The first losses of the reference run: seed 42, a learning rate of 1.
const LOSSES: [f64; 4] = [
    3.297830136557929,
    3.2973975953792336,
    3.296456385341138,
    3.2918033484682567,
];

pub const SECTIONS: &[Checks] = &[
    (
        "2.2",
        &[
            ("a number is put on the tape, with its note", leaf),
            ("a handle finds its number and its note", handle),
            ("many numbers are put there side by side", leaves),
            ("a cleared tape is empty", clear),
        ],
    ),
    (
        "2.3",
        &[
            ("the slopes of a sum", slopes_of_sum),
            ("the slopes of a product", slopes_of_product),
            ("a number made from one other", apply),
            ("a number made from two others", apply2),
            ("numbers of two tapes do not mix", two_tapes),
            ("+ and * calculate and record", add_mul),
            ("a whole calculation is on the tape", whole_calculation),
        ],
    ),
    (
        "2.4",
        &[
            ("-, / and the change of sign", sub_div_neg),
            ("exp, ln, powf and relu", functions),
            ("the slopes of -, / and the change of sign", slopes_sub_div),
            (
                "the slopes of operations with a constant",
                slopes_of_constants,
            ),
            ("the slopes of exp, ln, powf and relu", slopes_of_functions),
            ("1 / (1 + exp(-x)) takes five numbers", sigmoid),
        ],
    ),
    (
        "2.5",
        &[
            ("parents come before their children", parents_first),
            ("only what the number was made from", only_its_past),
            ("the gradients, after sorting", sorted),
            ("the gradients, along the tape", along_the_tape),
            ("from a number in the middle of the tape", from_the_middle),
            ("what the loss does not use changes nothing", unused),
            (
                "a graph with very many paths, after sorting",
                many_paths_sorted,
            ),
            ("a graph with very many paths, along the tape", many_paths),
            ("a sum of a hundred thousand numbers", long_sum),
        ],
    ),
    (
        "2.6",
        &[
            ("the slopes of a dot product", slopes_of_dot),
            ("linear, of plain numbers", linear_f64),
            ("linear, on the tape", linear_on_tape),
            ("relu, number by number", relu_vector),
            ("softmax, of plain numbers", softmax_f64),
            ("softmax, on the tape", softmax_on_tape),
            ("the mean loss", mean_loss_of_ava),
            ("the scores are those of Step 1", scores),
            ("the first loss of the reference run", first_loss),
            ("the machine finds the gradient of Step 1", by_machine),
        ],
    ),
    (
        "2.7",
        &[
            ("three steps on a curve that can be worked by hand", by_hand),
            ("nothing is learned until it is asked for", lazy),
            ("not without documents", no_docs),
            ("the first losses of the reference run", first_losses),
        ],
    ),
];

/// The names as tokens, and the parameters before the first step.
pub fn reference_run(num_params: usize) -> (Vec<Vec<usize>>, Vec<f64>) {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    (docs, initial_parameters(num_params, &mut rng))
}

/// The two lists of a tape, as Rust prints them.
fn lists(tape: &Tape) -> String {
    let text = format!("{tape:?}");
    let start = text.find("data").unwrap_or(0);
    text[start..].trim_end_matches([' ', '}']).to_owned()
}

fn leaf() -> Outcome {
    let tape = Tape::new();
    let places = [tape.leaf(2.0), tape.leaf(-3.0)].map(Value::index);
    expect("the lists after leaf(2.0) and leaf(-3.0)", lists(&tape))
        .but(
            "data: [2.0, -3.0], ops: []".to_owned(),
            "The notes are missing: push what made the number, too.",
        )
        .but(
            "data: [], ops: [Leaf, Leaf]".to_owned(),
            "The numbers are missing: push the number, too.",
        )
        .is("data: [2.0, -3.0], ops: [Leaf, Leaf]".to_owned())?;
    expect("their places on the tape", places.to_vec())
        .but(
            vec![1, 2],
            "Places count from 0: the last number is at one less than how \
             many there are.",
        )
        .but(vec![0, 0], "Every number has a place of its own.")
        .is(vec![0, 1])
}

fn handle() -> Outcome {
    let tape = Tape::new();
    let values = [2.0, -3.0, 10.0].map(|data| tape.leaf(data));
    let data = values.map(Value::data);
    expect("data() of leaves 2, -3 and 10", data.to_vec())
        .but(
            vec![2.0; 3],
            "That is the first number of the tape, three times: look at \
             self.index().",
        )
        .but(
            vec![10.0; 3],
            "That is the last number of the tape, three times: look at \
             self.index().",
        )
        .is(vec![2.0, -3.0, 10.0])?;
    expect("op() of a leaf", Same(values[1].op())).is(Same(Op::Leaf))
}

fn leaves() -> Outcome {
    let tape = Tape::new();
    tape.leaf(7.0);
    let values = tape.leaves(&[2.0, 3.0]);
    let places = values.iter().map(|value| value.index()).collect();
    expect("the lists after leaf(7.0) and leaves(&[2.0, 3.0])", {
        lists(&tape)
    })
    .but(
        "data: [7.0, 2.0, 3.0], ops: [Leaf]".to_owned(),
        "The new numbers have no notes: there must be a Leaf for each.",
    )
    .but(
        "data: [7.0, 2.0, 3.0], ops: [Leaf, Leaf]".to_owned(),
        "resize wants to know how long the list is to be in the end, not how \
         much longer.",
    )
    .is("data: [7.0, 2.0, 3.0], ops: [Leaf, Leaf, Leaf]".to_owned())?;
    expect("the places of these two", places)
        .but(
            vec![0, 1],
            "There was a number on the tape: begin where it ended.",
        )
        .but(
            vec![0, 1, 2],
            "Those are all numbers of the tape: begin where it ended before.",
        )
        .but(
            vec![],
            "None: look where the tape ends before the numbers are added, and \
             again after.",
        )
        .is(vec![1, 2])
}

fn clear() -> Outcome {
    let mut tape = Tape::new();
    tape.leaf(2.0);
    tape.clear();
    expect("the lists after leaf(2.0) and clear()", lists(&tape))
        .but(
            "data: [], ops: [Leaf]".to_owned(),
            "The notes are still there. Whatever comes next would be read \
             with a note of the computation before.",
        )
        .but(
            "data: [2.0], ops: []".to_owned(),
            "The numbers are still there.",
        )
        .is("data: [], ops: []".to_owned())?;
    expect("the place of the next leaf", tape.leaf(5.0).index()).is(0)
}

/// The slopes of the last number of `data` along each number before it.
fn slopes(what: &str, op: Op, data: &[f64]) -> Expect<Vec<f64>> {
    let last = data.len() - 1;
    let mut slopes = vec![0.0; last];
    let mut is_passed_on = false;
    op.local_grads(last, data, |parent, slope| {
        slopes[parent] += slope;
        is_passed_on = true;
    });
    let came = expect(what, slopes);
    if is_passed_on {
        return came;
    }
    came.but(
        vec![0.0; last],
        "No arm of the match in local_grads passes anything on for this \
         operation: there must be one that calls edge. Does `_ => {}` still \
         stand there?",
    )
}

fn slopes_of_sum() -> Outcome {
    slopes(
        "the slopes of 2 + -3, along each",
        Op::Add(0, 1),
        &[2.0, -3.0, -1.0],
    )
    .but(
        vec![-3.0, 2.0],
        "That is the rule of a product. Nudge 2 by h: the sum moves by h.",
    )
    .but(
        vec![2.0, -3.0],
        "Those are the numbers themselves. Nudge 2 by h: the sum moves by h.",
    )
    .but(vec![1.0, 0.0], "A sum has two parents: call edge for both.")
    .is(vec![1.0, 1.0])
}

fn slopes_of_product() -> Outcome {
    slopes(
        "the slopes of 2 * -3, along each",
        Op::Mul(0, 1),
        &[2.0, -3.0, -6.0],
    )
    .but(
        vec![2.0, -3.0],
        "The two are crossed over: nudge 2 by h, and the product moves by -3 \
         times h. The slope along one factor is the other.",
    )
    .but(
        vec![-6.0, -6.0],
        "That is the product itself: the slope along one factor is the other.",
    )
    .but(vec![1.0, 1.0], "That is the rule of a sum.")
    .but(
        vec![-3.0, 0.0],
        "A product has two parents: call edge for both.",
    )
    .is(vec![-3.0, 2.0])?;
    slopes(
        "the slope of 3 * 3, a number times itself",
        Op::Mul(0, 0),
        &[3.0, 9.0],
    )
    .is(vec![6.0])
}

fn apply() -> Outcome {
    let tape = Tape::new();
    tape.leaf(2.0);
    let b = tape.leaf(-3.0);
    let c = b.apply(Op::Neg(1), |b| -b);
    expect("the number made of -3 with |b| -b", c.data())
        .but(-2.0, "f was called with the first number of the tape.")
        .but(-3.0, "f was not called: that is the old number.")
        .is(3.0)?;
    expect("the lists then", lists(&tape))
        .is("data: [2.0, -3.0, 3.0], ops: [Leaf, Leaf, Neg(1)]".to_owned())
}

fn apply2() -> Outcome {
    let tape = Tape::new();
    let (a, b) = (tape.leaf(2.0), tape.leaf(-3.0));
    let c = a.apply2(b, Op::Sub(0, 1), |a, b| a - b);
    expect("the number made of 2 and -3 with |a, b| a - b", c.data())
        .but(-5.0, "The two are swapped: self is the first.")
        .but(0.0, "f was called with one of the two, twice.")
        .is(5.0)?;
    expect("the lists then", lists(&tape))
        .is("data: [2.0, -3.0, 5.0], ops: [Leaf, Leaf, Sub(0, 1)]".to_owned())
}

fn two_tapes() -> Outcome {
    let (tape, other) = (Tape::new(), Tape::new());
    let (a, b) = (tape.leaf(1.0), other.leaf(2.0));
    refuses(
        || a.apply2(b, Op::Add(0, 0), |a, b| a + b),
        "Numbers of two tapes were mixed: b's place was looked up on a's tape. \
         Assert with ptr::eq that the tapes are one.",
    )
}

fn add_mul() -> Outcome {
    let tape = Tape::new();
    let (a, b) = (tape.leaf(2.0), tape.leaf(-3.0));
    let [sum, product] =
        [a + b, a * b].map(|it| (it.data(), format!("{:?}", it.op())));
    let add = || "Add(0, 1)".to_owned();
    let mul = || "Mul(0, 1)".to_owned();
    expect("2 + -3, and its note", sum)
        .but(
            (-1.0, mul()),
            "The number is a sum, and its note says it is a product.",
        )
        .is((-1.0, add()))?;
    expect("2 * -3, and its note", product)
        .but(
            (-6.0, add()),
            "The number is a product, and its note says it is a sum: the way \
             back would take the slopes of a sum.",
        )
        .but(
            (-6.0, "Mul(0, 0)".to_owned()),
            "The note names a twice: its second parent is b.",
        )
        .is((-6.0, mul()))
}

/// The calculation of 2.2, and its result.
fn calculation(tape: &Tape) -> Value<'_> {
    let (a, b, c) = (tape.leaf(2.0), tape.leaf(-3.0), tape.leaf(10.0));
    let d = a * b;
    (d + c) * d
}

fn whole_calculation() -> Outcome {
    let tape = Tape::new();
    expect("(d + c) * d", format!("{:?}", calculation(&tape)))
        .is("v5 = -24".to_owned())?;
    expect("the lists then", lists(&tape)).is(
        "data: [2.0, -3.0, 10.0, -6.0, 4.0, -24.0], ops: [Leaf, Leaf, Leaf, \
         Mul(0, 1), Add(3, 2), Mul(4, 3)]"
            .to_owned(),
    )
}

/// A number, and what made it.
fn with_note(value: Value<'_>) -> (f64, Same<Op>) {
    (value.data(), Same(value.op()))
}

fn sub_div_neg() -> Outcome {
    let tape = Tape::new();
    let (a, b) = (tape.leaf(2.0), tape.leaf(-4.0));
    expect("2 - -4, and its note", with_note(a - b))
        .but(
            (-6.0, Same(Op::Sub(0, 1))),
            "The two are swapped: it is the first minus the second.",
        )
        .but(
            (6.0, Same(Op::Add(0, 1))),
            "The number is right, and its note says it is a sum.",
        )
        .is((6.0, Same(Op::Sub(0, 1))))?;
    expect("2 / -4, and its note", with_note(a / b))
        .but(
            (-2.0, Same(Op::Div(0, 1))),
            "The two are swapped: it is the first over the second.",
        )
        .but(
            (-0.5, Same(Op::Mul(0, 1))),
            "The number is right, and its note says it is a product.",
        )
        .is((-0.5, Same(Op::Div(0, 1))))?;
    expect("-a of 2, and its note", with_note(-a)).is((-2.0, Same(Op::Neg(0))))
}

fn functions() -> Outcome {
    let tape = Tape::new();
    let (a, b) = (tape.leaf(2.0), tape.leaf(-3.0));
    expect("exp() of 2, and its note", with_note(a.exp()))
        .is((math::exp(2.0), Same(Op::Exp(0))))?;
    let ln_2 = math::ln(2.0);
    expect("ln() of 2, and its note", with_note(a.ln()))
        .but(
            (1.0, Same(Op::Ln(0))),
            "Use the natural logarithm, not log2.",
        )
        .but(
            (ln_2 / std::f64::consts::LN_10, Same(Op::Ln(0))),
            "Use the natural logarithm, not log10.",
        )
        .is((ln_2, Same(Op::Ln(0))))?;
    expect("powf(3.0) of 2, and its note", with_note(a.powf(3.0)))
        .but(
            (9.0, Same(Op::Powf(0, 3.0))),
            "Base and exponent are swapped: that is 3 to the power of 2.",
        )
        .is((8.0, Same(Op::Powf(0, 3.0))))?;
    expect("relu() of 2, and its note", with_note(a.relu()))
        .but(
            (1.0, Same(Op::Relu(0))),
            "That is the slope of relu. The number stays as it is above 0.",
        )
        .but(
            (0.0, Same(Op::Relu(0))),
            "It is the other way round: what is above 0 stays.",
        )
        .is((2.0, Same(Op::Relu(0))))?;
    expect("relu() of -3, and its note", with_note(b.relu()))
        .but((-3.0, Same(Op::Relu(1))), "Below 0, it is 0.")
        .but(
            (3.0, Same(Op::Relu(1))),
            "That is the number without its sign. Below 0, relu is 0.",
        )
        .is((0.0, Same(Op::Relu(1))))
}

fn slopes_sub_div() -> Outcome {
    slopes(
        "the slopes of 2 - -4, along each",
        Op::Sub(0, 1),
        &[2.0, -4.0, 6.0],
    )
    .but(
        vec![1.0, 1.0],
        "That is the rule of a sum. When b grows, a - b falls.",
    )
    .is(vec![1.0, -1.0])?;
    let data = [2.0, -4.0, -0.5];
    slopes("the slopes of 2 / -4, along each", Op::Div(0, 1), &data)
        .but(
            vec![-0.25, 0.125],
            "The slope along b lacks its sign: it is -a / b².",
        )
        .but(
            vec![-0.25, 0.5],
            "The slope along b was divided by b once. It is -a / b², for the \
             slope of 1 / b is -1 / b².",
        )
        .but(
            vec![-0.25, -0.0625],
            "The slope along b lacks a: it is -a / b².",
        )
        .but(
            vec![-4.0, 2.0],
            "That is the rule of a product. The slope along a is 1 / b.",
        )
        .is(vec![-0.25, -0.125])?;
    slopes("the slope of -a", Op::Neg(0), &[2.0, -2.0])
        .but(vec![1.0], "When a grows, -a falls: the slope is -1.")
        .is(vec![-1.0])
}

fn slopes_of_constants() -> Outcome {
    slopes("the slope of 2 + 5.0", Op::AddConst(0, 5.0), &[2.0, 7.0])
        .but(vec![5.0], "That is the constant. The sum moves as a does.")
        .is(vec![1.0])?;
    slopes("the slope of 2 * 5.0", Op::MulConst(0, 5.0), &[2.0, 10.0])
        .but(vec![2.0], "That is a. The slope along a is the constant.")
        .is(vec![5.0])?;
    slopes("the slope of 2 / 5.0", Op::DivConst(0, 5.0), &[2.0, 0.4])
        .but(
            vec![5.0],
            "a moves by h, a / c by h / c: the slope is 1 / c.",
        )
        .is(vec![0.2])
}

fn slopes_of_functions() -> Outcome {
    let e_2 = math::exp(2.0);
    slopes("the slope of exp at 2", Op::Exp(0), &[2.0, e_2])
        .but(
            vec![math::exp(e_2)],
            "That is exp of the result. The slope is the result itself, \
             data[i].",
        )
        .but(
            vec![2.0],
            "That is a. The slope is the result itself, data[i].",
        )
        .but(
            vec![2.0 * math::exp(1.0)],
            "That is the rule of a power, a · e^(a - 1), and there it is the \
             base that moves. Here the slope is the result itself, data[i].",
        )
        .is(vec![e_2])?;
    let ln_2 = math::ln(2.0);
    slopes("the slope of ln at 2", Op::Ln(0), &[2.0, ln_2])
        .but(
            vec![1.0 / ln_2],
            "That is 1 over the result. It is 1 over the parent.",
        )
        .but(vec![2.0], "That is a: the slope is 1 / a.")
        .is(vec![0.5])?;
    slopes(
        "the slope of a to the power of 3, at 2",
        Op::Powf(0, 3.0),
        &[2.0, 8.0],
    )
    .but(
        vec![24.0],
        "That is n · aⁿ: the exponent loses one, n · a^(n - 1).",
    )
    .but(vec![4.0], "The factor n is missing: n · a^(n - 1).")
    .but(
        vec![8.0 * ln_2],
        "That is the slope along the exponent, which is a constant here.",
    )
    .is(vec![12.0])?;
    let of = |what, a: f64| slopes(what, Op::Relu(0), &[a, a.max(0.0)]);
    of("the slope of relu at 2", 2.0)
        .but(
            vec![2.0],
            "That is relu itself. Above 0, the result moves as a does.",
        )
        .is(vec![1.0])?;
    of("the slope of relu at -3", -3.0)
        .but(vec![1.0], "Below 0, the result does not move.")
        .is(vec![0.0])?;
    of("the slope of relu at 0", 0.0)
        .but(
            vec![1.0],
            "At the corner no slope is right. The book takes 0, as Step 1 \
             does: above 0, not from 0 on.",
        )
        .is(vec![0.0])
}

fn sigmoid() -> Outcome {
    let tape = Tape::new();
    let x = tape.leaf(0.0);
    let y = 1.0 / (1.0 + (-x).exp());
    expect("1 / (1 + exp(-0))", y.data()).is(0.5)?;
    expect("how many numbers it put on the tape", tape.len() - 1).is(5)
}

fn places(values: &[Value<'_>]) -> Vec<usize> {
    values.iter().map(|value| value.index()).collect()
}

fn parents_first() -> Outcome {
    let tape = Tape::new();
    let a = tape.leaf(1.0);
    let b = a + a;
    let order = places(&depth_first(b + b));
    expect("depth_first(c) of b = a + a, c = b + b: places", order)
        .but(
            vec![2, 1, 0],
            "A number went on the list before its parents: visit the parents \
             first, then put it there.",
        )
        .but(
            vec![0, 0, 1, 0, 0, 1, 2],
            "Every number must be there once: go on only if it was not \
             visited yet.",
        )
        .but(
            vec![0, 1],
            "The number from which it starts belongs on the list, too.",
        )
        .is(vec![0, 1, 2])?;
    let tape = Tape::new();
    let order = depth_first(calculation(&tape));
    let seen = |i: usize, parent: Value<'_>| {
        order[..i].iter().any(|it| it.index() == parent.index())
    };
    for (i, value) in order.iter().enumerate() {
        let mut parents = value.parent_edges().into_iter();
        ensure(
            parents.all(|(parent, _)| seen(i, parent)),
            &format!("{value:?} comes before one of its parents."),
        )?;
    }
    expect("how many numbers (d + c) * d has", order.len()).is(6)
}

fn only_its_past() -> Outcome {
    let tape = Tape::new();
    let (a, b) = (tape.leaf(2.0), tape.leaf(3.0));
    let c = a * a;
    let _later = c * b;
    expect("depth_first(a * a), with other numbers around", {
        places(&depth_first(c))
    })
    .but(
        vec![0, 1, 2],
        "That is the tape up to it. It was not made from number 1.",
    )
    .is(vec![0, 2])
}

/// The right gradients of (d + c) * d, along a, b, c, d, e and L.
fn gradients(what: &str, of: fn(Value<'_>) -> Gradients) -> Outcome {
    let tape = Tape::new();
    let grads = of(calculation(&tape)).first(6).to_vec();
    expect(format!("{what} of (d + c) * d, a to L"), grads)
        .but(
            vec![0.0; 6],
            "All are 0. L moves with itself one to one: its gradient is 1, and \
             that is where it starts.",
        )
        .but(
            vec![0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
            "L passed nothing on: the walk begins with L itself. A range that \
             ends with self.index() must be 0..=self.index(), or it leaves L \
             out.",
        )
        .but(
            vec![18.0, -12.0, -6.0, -6.0, -6.0, 1.0],
            "d is used twice, and only one way counts. Shares are added up: \
             +=, not =.",
        )
        .but(
            vec![-3.0, 2.0, 1.0, 5.0, -6.0, 1.0],
            "Those are slopes of arrows. A share is the slope times the \
             gradient of the child.",
        )
        .but(
            vec![2.0, 2.0, 1.0, 2.0, 1.0, 1.0],
            "The slopes do not enter. A share is the slope times the gradient \
             of the child.",
        )
        .but(
            vec![0.0, 0.0, 0.0, 4.0, -6.0, 1.0],
            "Only L passed something on: the others had their turn before. \
             Children first: walk from the end to the front.",
        )
        .is(vec![6.0, -4.0, -6.0, -2.0, -6.0, 1.0])
}

fn backward(value: Value<'_>) -> Gradients {
    value.backward()
}

fn sorted() -> Outcome {
    gradients("backward_sorted", backward_sorted)
}

fn along_the_tape() -> Outcome {
    gradients("backward", backward)
}

fn from_the_middle() -> Outcome {
    let tape = Tape::new();
    let (a, b) = (tape.leaf(2.0), tape.leaf(-3.0));
    let d = a * b;
    let _loss = d * d;
    for (what, of) in [
        (
            "backward_sorted",
            backward_sorted as fn(Value<'_>) -> Gradients,
        ),
        ("backward", backward),
    ] {
        expect(format!("{what} of d = a * b along a"), of(d).of(a))
            .but(
                36.0,
                "That is the gradient of the last number of the tape. It must \
                 start from self.",
            )
            .but(
                0.0,
                "It must start from self, whatever else is on the tape.",
            )
            .is(-3.0)?;
    }
    Ok(())
}

fn unused() -> Outcome {
    let tape = Tape::new();
    let a = tape.leaf(0.0);
    let _unused = a.ln(); // It is -∞, and its slope is infinite.
    let loss = a + 1.0;
    expect("backward of a + 1 along a = 0, beside an ln(a)", {
        loss.backward().of(a)
    })
    .but(
        f64::NAN,
        "A logarithm of 0 stands on the tape, which the loss does not use: 0 \
         times its infinite slope is NaN. Skip numbers whose gradient is 0.",
    )
    .is(1.0)
}

/// A number that is doubled 60 times, and its gradient: there are two ways
/// through every sum, and so 2^60 in all.
fn doubled(what: &str, of: fn(Value<'_>) -> Gradients) -> Outcome {
    let tape = Tape::new();
    let a = tape.leaf(1.0);
    let mut sum = a;
    for _ in 0..60 {
        sum = sum + sum;
    }
    expect(format!("{what} of a, doubled 60 times, along a"), {
        of(sum).of(a)
    })
    .is((1_u64 << 60) as f64)
}

fn many_paths_sorted() -> Outcome {
    in_case(&Words {
        overflow: "backward_sorted of a number that is doubled 60 times \
                   overflows the stack, and the graph is 61 numbers deep: a \
                   function calls itself, and nothing stops it.",
        endless: "backward_sorted of b = a + a, c = b + b and so on, 60 times, \
                  does not come to an end: 61 numbers, but 2^60 paths, and \
                  each is walked. Visit the parents of a number only when it \
                  is visited for the first time, and pass on what it has in \
                  one go, when it is complete.",
    });
    doubled("backward_sorted", backward_sorted)
}

fn many_paths() -> Outcome {
    in_case(&Words {
        overflow: "backward of a number that is doubled 60 times overflows \
                   the stack, and the graph is 61 numbers deep: a function \
                   calls itself, and nothing stops it.",
        endless: "backward of b = a + a, c = b + b and so on, 60 times, does \
                  not come to an end: 61 numbers, but 2^60 paths, and each is \
                  walked. A number must pass its gradient on once, when it is \
                  complete: go through the tape from the end to the front.",
    });
    doubled("backward", backward)
}

fn long_sum() -> Outcome {
    in_case(&Words {
        overflow: "backward of a sum of 100,000 numbers overflows the stack: \
                   it goes one call deeper for each of them. The tape has \
                   them in order, parents first, so a loop is enough, from \
                   the end to the front.",
        endless: "backward of a sum of 100,000 numbers takes too long: it must \
                  look at each number of the tape once.",
    });
    let sum = || {
        let tape = Tape::new();
        let start = tape.leaf(0.0);
        let sum = (0..100_000).fold(start, |sum, _| sum + 1.0);
        expect("backward of a sum of 100,000, along the first", {
            sum.backward().of(start)
        })
        .is(1.0)
    };
    // The same depth is too much everywhere.
    let small = thread::Builder::new().stack_size(1 << 20);
    let Ok(thread) = small.spawn(sum) else {
        return sum();
    };
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// [[1, 2], [3, 4]] times [10, 1], and what goes wrong.
fn slopes_of_dot() -> Outcome {
    let dot = |a, b| Op::Dot { a, b, len: 2 };
    slopes(
        "the slopes of 1 · 3 + 2 · 4, along 1, 2, 3, 4",
        dot(0, 2),
        &[1.0, 2.0, 3.0, 4.0, 11.0],
    )
    .but(
        vec![1.0, 2.0, 3.0, 4.0],
        "They must be crossed over, as for a product: a_j has b_j for its \
         slope, and b_j has a_j.",
    )
    .but(
        vec![3.0, 0.0, 1.0, 0.0],
        "Only the first of each run has a slope: go through all len.",
    )
    .but(vec![3.0, 4.0, 0.0, 0.0], "The second run has slopes, too.")
    .is(vec![3.0, 4.0, 1.0, 2.0])?;
    slopes(
        "the slopes of 1 · 1 + 2 · 2, along 1 and 2",
        dot(0, 0),
        &[1.0, 2.0, 5.0],
    )
    .is(vec![2.0, 4.0])
}

fn linear_f64() -> Outcome {
    let w = Matrix::take(&mut &[1.0, 2.0, 3.0, 4.0][..], 2, 2);
    expect(
        "linear(&[10, 1], w) of rows [1, 2], [3, 4]",
        linear(&[10.0, 1.0], &w),
    )
    .but(
        vec![13.0, 24.0],
        "Rows and columns are swapped: one dot product per row.",
    )
    .is(vec![12.0, 34.0])
}

fn linear_on_tape() -> Outcome {
    let tape = Tape::new();
    let w = tape.leaves(&[1.0, 2.0, 3.0, 4.0]);
    let x = tape.leaves(&[10.0, 1.0]);
    let y = linear(&x, &Matrix::take(&mut &w[..], 2, 2));
    expect("how many numbers two rows put on the tape", tape.len() - 6)
        .but(
            6,
            "Each product and each sum is there. S::dot makes one number of \
             a row.",
        )
        .is(2)?;
    expect("∂y_1/∂x_0", y[1].backward().of(x[0])).is(3.0)
}

fn relu_vector() -> Outcome {
    expect("relu(&[-1.5, 2.0])", relu(&[-1.5, 2.0]))
        .but(
            vec![1.5, 2.0],
            "Below 0 comes 0, not the number without sign.",
        )
        .is(vec![0.0, 2.0])
}

fn softmax_f64() -> Outcome {
    let e = [math::exp(0.0), math::exp(-1.0), math::exp(-2.0)];
    let total = e[0] + e[1] + e[2];
    let over = |total: f64| e.iter().map(|e| e / total).collect();
    expect("softmax(&[2.0, 1.0, 0.0])", softmax(&[2.0, 1.0, 0.0]))
        .but(
            over(1.0),
            "Their sum is not 1: divide by the sum of the exponentials.",
        )
        .but(
            over(3.0),
            "It was divided by the sum of the scores. Divide by the sum of \
             their exponentials.",
        )
        .is(over(total))?;
    expect("softmax(&[1000.0, 1000.0])", softmax(&[1000.0, 1000.0]))
        .but(
            vec![f64::NAN; 2],
            "exp(1000) is infinite, and infinity over infinity NaN. Subtract \
             the largest score first.",
        )
        .is(vec![0.5, 0.5])
}

fn softmax_on_tape() -> Outcome {
    let tape = Tape::new();
    let z = tape.leaves(&[0.0, math::ln(3.0)]);
    let grads = softmax(&z)[1].backward();
    expect(
        "∂p_1/∂z_0 and ∂p_1/∂z_1 for p = 1/4, 3/4",
        z.iter().map(|z| grads.of(*z)).collect::<Vec<_>>(),
    )
    .but(
        vec![0.0, 0.75],
        "The exponentials were divided by a plain number, so no gradient goes \
         through the total: divide by the sum itself, not by its data().",
    )
    .but(
        vec![0.0, 0.0],
        "No gradient arrives: softmax must calculate with the scores \
         themselves. Only the maximum may be a plain number.",
    )
    .is(vec![-0.1875, 0.1875])
}

/// The scores of a model that gives its own token 0.5 and BOS 0.25; at BOS, all
/// other tokens share the other half.
fn opinion(token: usize) -> Vec<f64> {
    let rest = if token == 26 { 0.5 / 26.0 } else { 0.25 / 25.0 };
    let mut probabilities = vec![rest; 27];
    probabilities[26] = 0.25;
    probabilities[token] = 0.5;
    probabilities.into_iter().map(math::ln).collect()
}

fn mean_loss_of_ava() -> Outcome {
    let ln_27 = math::ln(27.0);
    expect("the mean loss of scores that are all 0.5", {
        mean_loss(&AVA, |_| vec![0.5; 27])
    })
    .but(
        -ln_27,
        "The sign: the logarithm of a probability is negative, and a loss is \
         its opposite.",
    )
    .but(
        4.0 * ln_27,
        "That is the sum of four pairs: divide by how many they are.",
    )
    .but(
        4.0 * ln_27 / 5.0,
        "It was divided by the number of tokens: five tokens are four pairs.",
    )
    .but(
        math::ln(2.0),
        "The logarithm was taken of a score. softmax makes probabilities of \
         the scores first.",
    )
    .is(ln_27)?;
    let of = |chances: [f64; 4]| {
        let losses = chances.iter().map(|&chance| -math::ln(chance));
        losses.sum::<f64>() / 4.0
    };
    let twice = |token: usize, target: usize| {
        softmax(&softmax(&opinion(token)))[target]
    };
    expect("the mean loss of \"ava\"", mean_loss(&AVA, opinion))
        .but(
            of([twice(26, 0), twice(0, 21), twice(21, 0), twice(0, 26)]),
            "softmax was applied twice: once makes probabilities of scores, \
             twice makes them nearly equal.",
        )
        .but(
            of([0.5; 4]),
            "The chance of the token itself was taken: ask after the first of \
             a pair, and take the chance of the second.",
        )
        .is(of([0.5 / 26.0, 0.01, 0.01, 0.25]))?;
    // Of two tokens, the chances are not the same both ways.
    let rows = [[0.25, 0.5, 0.25], [0.2, 0.2, 0.6], [0.5, 0.25, 0.25]];
    let of = |p: f64| -math::ln(p) / 3.0;
    expect("the mean loss of [2, 0, 1, 2]", {
        mean_loss(&[2, 0, 1, 2], |token| rows[token].map(math::ln).to_vec())
    })
    .but(
        of(0.25 * 0.2 * 0.25),
        "The pairs were read backwards: ask after the first of a pair, and \
         take the chance of the second.",
    )
    .is(of(0.5 * 0.5 * 0.6))
}

fn scores() -> Outcome {
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(num_params(27), &mut rng);
    let mlp = Mlp::new(27, &params);
    let first = |scores: Vec<f64>| scores[..3].to_vec();
    let x = mlp.wte.row(5);
    let h = linear(x, &mlp.mlp_fc1);
    let relu_last = relu(&linear(&h, &mlp.mlp_fc2));
    expect(
        "the first three scores after token 5",
        first(logits(&mlp, 5)),
    )
    .but(
        first(linear(&h, &mlp.mlp_fc2)),
        "relu is missing between the two layers. Without it, they are one \
             matrix.",
    )
    .but(
        first(softmax(&mlp.logits(5))),
        "These are probabilities. Leave them scores: mean_loss applies \
             softmax, and twice is once too often.",
    )
    .but(
        first(relu_last),
        "relu stands behind the second layer, and belongs behind the \
             first: scores may be negative.",
    )
    .but(
        first(linear(&relu(&linear(mlp.wte.row(0), &mlp.mlp_fc1)), {
            &mlp.mlp_fc2
        })),
        "Those are the scores after token 0: take the row of the token.",
    )
    .is(first(mlp.logits(5)))
}

fn first_loss() -> Outcome {
    let (docs, params) = reference_run(num_params(27));
    let mlp = Mlp::new(27, &params);
    expect("the loss of \"yuheng\" with seed 42", loss(&mlp, &docs[0]))
        .is(LOSSES[0])
}

fn by_machine() -> Outcome {
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(num_params(27), &mut rng);
    let (_, by_hand) = analytic_gradient(27, &params, &AVA);
    let tape = Tape::new();
    let weights = tape.leaves(&params);
    let grads = loss(&Mlp::new(27, &weights), &AVA).backward();
    let pairs = grads.first(params.len()).iter().zip(by_hand);
    for (i, (by_machine, by_hand)) in pairs.enumerate() {
        expect(format!("the gradient of parameter {i}"), *by_machine)
            .but(
                0.0,
                "No gradient arrives: the loss must be made from the \
                 parameters on the tape, all the way.",
            )
            .is(by_hand)?;
    }
    Ok(())
}

/// The losses of a descent on (w - target)² from w = 3, and w in the end.
fn descent(rates: [f64; 3], targets: [f64; 3]) -> Vec<f64> {
    let mut w: f64 = 3.0;
    let mut losses = Vec::new();
    for (rate, target) in rates.into_iter().zip(targets) {
        losses.push((w - target) * (w - target));
        w -= rate * 2.0 * (w - target);
    }
    losses.push(w);
    losses
}

fn by_hand() -> Outcome {
    let mut params = [3.0];
    let docs = [vec![0], vec![1]];
    let losses = train(&mut params, &docs, 3, 0.3, |weights, tokens| {
        let far = weights[0] - tokens[0] as f64;
        far * far
    });
    let mut came: Vec<f64> = losses.collect();
    came.push(params[0]);
    let turns = [0.0, 1.0, 0.0];
    expect(
        "w², (w - 1)², w² from w = 3, at a rate of 0.3: losses, and w",
        came,
    )
    .but(
        descent([0.3, 0.0, 0.0], turns),
        "From the second step on nothing is learned. The tape was not \
         cleared: its first numbers are the parameters of the first step.",
    )
    .but(
        descent([0.3; 3], turns),
        "The learning rate must fall: linear_decay, at the step.",
    )
    .but(
        descent([0.2, 0.1, 0.0], turns),
        "The rate falls one step too early: steps count from 0.",
    )
    .but(
        descent([0.3, 0.15, 0.0], turns),
        "The rate falls by the number of documents. It must fall by the \
         number of steps.",
    )
    .but(
        descent([-0.3, -0.2, -0.1], turns),
        "It goes uphill: a step is against the gradient.",
    )
    .but(
        descent([0.0; 3], turns),
        "Nothing is learned: params must be moved.",
    )
    .but(
        descent([0.3, 0.2, 0.1], [0.0; 3]),
        "The first document came each time: step % docs.len() says whose turn \
         it is.",
    )
    .is(descent([0.3, 0.2, 0.1], turns))
}

fn lazy() -> Outcome {
    let mut params = [3.0];
    drop(train(&mut params, &[vec![0]], 3, 0.3, |weights, _| {
        weights[0]
    }));
    ensure(
        params == [3.0],
        "train(…) has moved the parameters, and nobody has asked for a loss \
         yet. Return the iterator itself: `map` does nothing until its next \
         item is asked for.",
    )
}

fn no_docs() -> Outcome {
    refuses(
        || drop(train(&mut [3.0], &[], 3, 0.3, |weights, _| weights[0])),
        "train(…) without documents must panic at once. Assert that there are \
         some before you make the iterator: what stands inside it is not run \
         until a loss is asked for.",
    )
}

fn first_losses() -> Outcome {
    let (docs, mut params) = reference_run(num_params(27));
    let losses = train(&mut params, &docs, 1000, 1.0, |weights, tokens| {
        loss(&Mlp::new(27, weights), tokens)
    });
    expect(
        "the first losses of 1000 steps with seed 42",
        losses.take(LOSSES.len()).collect::<Vec<_>>(),
    )
    .is(LOSSES.to_vec())
}
