//! Beyond Step 2.

use judge::{Checks, Outcome, ensure, expect};
use portable::{PythonRandom, math};
use step_1_gradient_descent::{Mlp, initial_parameters, num_params};
use step_2_autograd::{Scalar, Tape, Value, mlp, softmax};
use workbook_exercises::step_2::checkpoints::{checkpointed, repeat};
use workbook_exercises::step_2::cross_entropy::cross_entropy;
use workbook_exercises::step_2::dual::{Dual, along};
use workbook_exercises::step_2::stuck::stuck;

pub const SECTIONS: &[Checks] = &[
    (
        "2.A",
        &[
            ("a product", product),
            ("a quotient", quotient),
            ("exp and ln", exp_ln),
            ("a power", power),
            ("relu", relu),
            ("inputs in a direction", directions),
            ("the network of Step 2, along its gradient", network),
            ("slopes on a tape", second_slopes),
        ],
    ),
    (
        "2.B",
        &[
            ("the loss that softmax and ln give", same_loss),
            ("scores far apart, either way", far_apart),
            ("its gradient", gradient_of_loss),
            ("the tape is shorter", tape_of_loss),
        ],
    ),
    (
        "2.C",
        &[
            ("one piece", one_piece),
            ("two equal pieces", equal_pieces),
            ("a last piece that is shorter", last_piece),
            ("the longest tape", longest_tape),
        ],
    ),
    (
        "2.D",
        &[
            ("what one document moves", one_document),
            ("what either of two documents moves", two_documents),
            ("gradients that cancel", cancelling),
            ("the network of Step 2, and the letters of a name", letters),
        ],
    ),
];

/// "ava" as the tokenizer of the names sees it.
const AVA: [usize; 5] = [26, 0, 21, 0, 26];

// 2.A

/// A number and its slope.
fn parts(dual: Dual<f64>) -> (f64, f64) {
    (dual.value, dual.slope)
}

fn product() -> Outcome {
    let came = Dual::new(2.0, 1.0) * Dual::new(5.0, 10.0);
    expect("2, of slope 1, times 5, of slope 10", parts(came))
        .but(
            (10.0, 10.0),
            "Those are the slopes multiplied. If a factor moves by h, the \
             product moves by h times the other factor.",
        )
        .but(
            (10.0, 5.0),
            "Only the first factor has moved: the second moves, too.",
        )
        .but(
            (10.0, 20.0),
            "Only the second factor has moved: the first moves, too.",
        )
        .but(
            (10.0, 52.0),
            "Each slope was multiplied by its own factor: it belongs to the \
             other.",
        )
        .is((10.0, 25.0))
}

fn quotient() -> Outcome {
    let came = Dual::new(3.0, 1.0) / Dual::new(2.0, 4.0);
    expect("3, of slope 1, divided by 2, of slope 4", parts(came))
        .but(
            (1.5, 0.25),
            "Those are the slopes divided. The local gradients of a quotient \
             stand in 2.4.",
        )
        .but(
            (1.5, 2.5),
            "The sign: a larger divisor makes the quotient smaller.",
        )
        .but(
            (1.5, 3.5),
            "The sign of the second part: a larger divisor makes the \
             quotient smaller.",
        )
        .but(
            (1.5, -5.0),
            "That was divided by b once: the local gradient of the divisor \
             has b².",
        )
        .but(
            (1.5, 0.5),
            "Only the numerator has moved: the divisor moves, too.",
        )
        .is((1.5, -2.5))
}

fn exp_ln() -> Outcome {
    let e = math::exp(0.5);
    expect("exp of 0.5, of slope 3", parts(Dual::new(0.5, 3.0).exp()))
        .but(
            (e, e),
            "That is the local gradient alone: times the slope that came in.",
        )
        .but(
            (e, math::exp(3.0)),
            "A slope is not put into the function: it is multiplied by the \
             local gradient.",
        )
        .but((e, 3.0), "The slope passed through as it was.")
        .is((e, 3.0 * e))?;
    let ln = math::ln(4.0);
    expect("ln of 4, of slope 2", parts(Dual::new(4.0, 2.0).ln()))
        .but(
            (ln, 0.25),
            "That is the local gradient alone: times the slope that came in.",
        )
        .but(
            (ln, math::ln(2.0)),
            "A slope is not put into the function: it is multiplied by the \
             local gradient.",
        )
        .but((ln, 8.0), "Divide by the number: the slope of ln is 1 / a.")
        .but(
            (ln, 2.0 / ln),
            "Divide by the number, not by its logarithm.",
        )
        .is((ln, 0.5))
}

fn power() -> Outcome {
    let came = parts(Dual::new(2.0, 5.0).powf(3.0));
    expect("2, of slope 5, to the power 3", came)
        .but(
            (8.0, 12.0),
            "That is the local gradient alone: times the slope that came in.",
        )
        .but(
            (8.0, 125.0),
            "A slope is not put into the function: it is multiplied by the \
             local gradient.",
        )
        .but((8.0, 20.0), "The exponent comes down as a factor, too.")
        .but((8.0, 120.0), "The exponent of the local gradient is n - 1.")
        .is((8.0, 60.0))
}

fn relu() -> Outcome {
    let of = |value, slope| parts(Dual::new(value, slope).relu());
    expect("relu of 1, of slope -3", of(1.0, -3.0))
        .but(
            (1.0, 0.0),
            "The number decides whether it is cut off, not its slope.",
        )
        .but(
            (1.0, 1.0),
            "That is the local gradient alone: times the slope that came in.",
        )
        .is((1.0, -3.0))?;
    expect("relu of -1, of slope 2", of(-1.0, 2.0))
        .but((0.0, 2.0), "What is cut off does not move: its slope is 0.")
        .is((0.0, 0.0))?;
    expect("relu of 0, of slope 1", of(0.0, 1.0))
        .but((0.0, 1.0), "At 0 the book takes the slope 0.")
        .is((0.0, 0.0))
}

fn directions() -> Outcome {
    let duals = along(&[2.0, -3.0], &[0.5, 4.0]);
    let parts: Vec<(f64, f64)> = duals.into_iter().map(parts).collect();
    expect("the numbers 2 and -3 along (0.5, 4)", parts)
        .but(
            vec![(2.0, 1.0), (-3.0, 1.0)],
            "The slope of an input is its part of the direction.",
        )
        .but(
            vec![(0.5, 2.0), (4.0, -3.0)],
            "That is the direction for a number and the number for a slope.",
        )
        .is(vec![(2.0, 0.5), (-3.0, 4.0)])
}

fn network() -> Outcome {
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(num_params(27), &mut rng);
    let tape = Tape::new();
    let weights = tape.leaves(&params);
    let grads = mlp::loss(&Mlp::new(27, &weights), &AVA).backward();
    let gradient = grads.first(params.len());
    let duals = along(&params, gradient);
    let loss = mlp::loss(&Mlp::new(27, &duals), &AVA);
    expect("the slope of a loss along its gradient", loss.slope)
        .is(f64::dot(gradient, gradient))
}

type OnATape = for<'t> fn(Dual<Value<'t>>) -> Dual<Value<'t>>;

fn second_slopes() -> Outcome {
    let functions: [(&str, OnATape, f64); 4] = [
        ("exp", |a| a.exp(), math::exp(2.0)),
        ("ln", |a| a.ln(), -0.25),
        ("the power 3", |a| a.powf(3.0), 12.0),
        ("the square", |a| a * a, 2.0),
    ];
    for (what, function, right) in functions {
        let tape = Tape::new();
        let a = Dual::new(tape.leaf(2.0), tape.leaf(1.0));
        let slope_of_slope = function(a).slope.backward().of(a.value);
        expect(format!("the slope of the slope of {what}"), slope_of_slope)
            .but(
                0.0,
                "It has lost its past: calculate with the numbers \
                 themselves, not with their data.",
            )
            .is(right)?;
    }
    Ok(())
}

// 2.B

fn same_loss() -> Outcome {
    let scores = [0.3, -1.2, 2.0, 0.0];
    let p = softmax(&scores);
    let total = math::ln(scores.iter().map(|&z| math::exp(z)).sum());
    expect("cross_entropy(&[0.3, -1.2, 2, 0], 1)", {
        cross_entropy(&scores, 1)
    })
    .but(
        math::ln(p[1]),
        "The sign: the logarithm of a probability is negative, and the loss \
         is not.",
    )
    .but_any([total, total - 2.0].map(|alone| {
        (
            alone,
            "That is the logarithm of the sum alone: subtract the target’s \
             score.",
        )
    }))
    .but(
        total - 2.0 + 1.2,
        "The largest score was subtracted in the sum, and not from the \
         target’s score.",
    )
    .but(
        total + 1.2 + 2.0,
        "The largest score was subtracted from the target’s score, and not \
         in the sum.",
    )
    .but(
        p[1],
        "That is the probability: the loss is its logarithm, negative.",
    )
    .is(-math::ln(p[1]))
}

fn far_apart() -> Outcome {
    let cross_entropies = vec![
        cross_entropy(&[1000.0, 0.0], 1),
        cross_entropy(&[1000.0, 0.0], 0),
        cross_entropy(&[-1000.0, -1000.0], 0),
    ];
    let of = |a: f64, b: f64, c: f64| vec![a, b, c];
    let even = math::ln(2.0);
    expect(
        "cross_entropy of (1000, 0) with target 1 and 0, and of (-1000, -1000)",
        cross_entropies,
    )
    .but(
        of(f64::INFINITY, 0.0, even),
        "The probability was computed first, and it is 0. The logarithm of a \
         quotient is a difference, and that of exp(z) is z.",
    )
    .but(
        of(f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY),
        "exp(1000) is infinite, and exp(-1000) is 0: subtract the largest \
         score before exp.",
    )
    .but(
        of(1000.0, 0.0, f64::NEG_INFINITY),
        "The sum began with a largest score of 0: begin with \
         f64::NEG_INFINITY.",
    )
    .is(of(1000.0, 0.0, even))
}

fn gradient_of_loss() -> Outcome {
    let scores = [0.3, -1.2, 2.0, 0.0];
    let tape = Tape::new();
    let logits = tape.leaves(&scores);
    let grads = cross_entropy(&logits, 1).backward();
    let mut right = softmax(&scores);
    let p = right.clone();
    right[1] -= 1.0;
    let one = |sign: f64| vec![0.0, sign, 0.0, 0.0];
    expect("its gradient", grads.first(4).to_vec())
        .but(
            p,
            "The target’s own score does not reach the loss: subtract the \
             number on the tape, not its data.",
        )
        .but(
            one(-1.0),
            "The sum does not reach the loss: its logarithm must be of the \
             number on the tape, not of its data.",
        )
        .is(right)
}

fn tape_of_loss() -> Outcome {
    let tape = Tape::new();
    let logits = tape.leaves(&[0.0; 27]);
    let _ = cross_entropy(&logits, 0);
    let by_softmax = 27 + 27 + 26 + 27 + 2;
    ensure(
        tape.len() - logits.len() < by_softmax,
        "It writes as many numbers as softmax and ln do. No quotient is \
         needed.",
    )
}

// 2.C

const START: [f64; 2] = [0.3, -0.2];

fn swing<'t>(x: &[Value<'t>]) -> Vec<Value<'t>> {
    vec![x[0] * 0.9 + x[1] * x[1], (x[0] - x[1]).exp() * 0.5]
}

/// `x` after some steps.
fn after(x: &[f64], steps: usize) -> Vec<f64> {
    let tape = Tape::new();
    let end = repeat(steps, tape.leaves(x), swing);
    end.iter().map(|y| y.data()).collect()
}

/// The gradient at `x`, if what comes out after some steps has the gradient
/// `grad`.
fn back(x: &[f64], steps: usize, grad: &[f64]) -> Vec<f64> {
    let tape = Tape::new();
    let end = repeat(steps, tape.leaves(x), swing);
    let pairs = end.iter().zip(grad);
    let shares: Vec<Value> = pairs.map(|(&y, &g)| y * g).collect();
    let grads = Value::sum(&shares).backward();
    grads.first(x.len()).to_vec()
}

const ONES: [f64; 2] = [1.0, 1.0];

fn one_piece() -> Outcome {
    let (gradient, _) = checkpointed(&START, 3, 3, swing);
    let end = after(&START, 3);
    expect("the gradient of 3 steps in a piece of 3", gradient)
        .but(
            back(&end, 3, &ONES),
            "What goes into a piece must be kept, and what comes out of it \
             was kept.",
        )
        .but(
            vec![0.0, 0.0],
            "The tape was not cleared before the piece came onto it again: \
             its leaves are not the first numbers there.",
        )
        .but(ONES.to_vec(), "Nothing was handed back.")
        .is(back(&START, 3, &ONES))
}

fn equal_pieces() -> Outcome {
    let (gradient, _) = checkpointed(&START, 6, 3, swing);
    let middle = after(&START, 3);
    expect("the gradient of 6 steps in pieces of 3", gradient)
        .but(
            back(&START, 3, &ONES),
            "Each piece began with 1 again: multiply what comes out by the \
             gradient that the piece behind has found.",
        )
        .but(
            back(&middle, 3, &back(&START, 3, &ONES)),
            "The way back goes from back to front: the last piece first.",
        )
        .but(
            back(&START, 3, &back(&START, 3, &ONES)),
            "Each piece began at the first x: the next begins where the one \
             before has ended.",
        )
        .but(
            vec![0.0, 0.0],
            "The tape was not cleared before a piece came onto it again: its \
             leaves are not the first numbers there.",
        )
        .is(back(&START, 6, &ONES))
}

fn last_piece() -> Outcome {
    let (gradient, _) = checkpointed(&START, 7, 3, swing);
    expect("the gradient of 7 steps in pieces of 3", gradient)
        .but(
            back(&START, 9, &ONES),
            "Nine steps were made: the last piece may be shorter.",
        )
        .but(
            back(&START, 6, &ONES),
            "Six steps were made: the last piece is shorter, but it is there.",
        )
        .is(back(&START, 7, &ONES))
}

fn longest_tape() -> Outcome {
    let (_, longest) = checkpointed(&START, 7, 3, swing);
    // A step puts 6 numbers on the tape, and the sum 3.
    let of = |steps: usize| 2 + 6 * steps + 3;
    expect("the longest tape of 7 steps in pieces of 3", longest)
        .but(
            of(3) + of(3) + of(1),
            "Those are all tapes together: only one is there at a time.",
        )
        .but(of(1), "That is the tape of the shortest piece.")
        .but(
            of(3) - 3,
            "The sum at the end of a piece is on the tape, too.",
        )
        .but(
            2 + 6 * 7 + 1,
            "That is the whole tape: clear it between pieces.",
        )
        .is(of(3))
}

// 2.D

/// A loss of one parameter: the first token says which, and the second by how
/// much it counts.
fn of_one<'t>(weights: &[Value<'t>], tokens: &[usize]) -> Value<'t> {
    weights[tokens[0]] * (tokens[1] as f64 - 5.0)
}

fn one_document() -> Outcome {
    expect("stuck(…), where 1 of 3 parameters has a gradient", {
        stuck(&[1.0, 2.0, 3.0], &[vec![1, 9]], of_one)
    })
    .but(
        vec![1],
        "Those are the ones that move: stuck are the others.",
    )
    .is(vec![0, 2])?;
    expect("stuck(…), where that gradient is negative", {
        stuck(&[1.0, 2.0, 3.0], &[vec![1, 1]], of_one)
    })
    .but(vec![0, 1, 2], "A negative gradient moves it, too.")
    .is(vec![0, 2])?;
    expect(
        "stuck(…), where that gradient is a millionth of a millionth",
        {
            stuck(&[1.0, 2.0, 3.0], &[vec![1, 9]], |weights, tokens| {
                of_one(weights, tokens) * 1e-12
            })
        },
    )
    .but(
        vec![0, 1, 2],
        "A small gradient is not 0: it moves a little.",
    )
    .is(vec![0, 2])
}

fn two_documents() -> Outcome {
    expect("stuck(…), where one document moves 0 and another 1", {
        stuck(&[1.0, 2.0, 3.0], &[vec![0, 9], vec![1, 9]], of_one)
    })
    .but(
        vec![0, 2],
        "Only the last document counts: one that moves a parameter is enough.",
    )
    .but(
        vec![1, 2],
        "Only the first document counts: was the tape cleared before the \
         second?",
    )
    .but(
        vec![0, 1, 2],
        "A parameter is stuck if no document moves it, not if one does not.",
    )
    .is(vec![2])
}

fn cancelling() -> Outcome {
    expect("stuck(…), where 0 has the gradients 4 and -4", {
        stuck(&[1.0, 2.0], &[vec![0, 9], vec![0, 1]], of_one)
    })
    .but(
        vec![0, 1],
        "Gradients that cancel do move: look at each document, not at the \
         sum.",
    )
    .is(vec![1])
}

fn letters() -> Outcome {
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(num_params(27), &mut rng);
    let docs = [AVA.to_vec()];
    let stuck = stuck(&params, &docs, |weights, tokens| {
        mlp::loss(&Mlp::new(27, weights), tokens)
    });
    let rows = stuck.iter().map(|i| i / 16).filter(|&row| row < 27);
    let mut rows: Vec<usize> = rows.collect();
    rows.dedup();
    let others = (0..26).filter(|letter| ![0, 21].contains(letter));
    expect("the rows of wte that \"ava\" does not move", rows)
        .is(others.collect())
}
