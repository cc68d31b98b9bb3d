//! The numbers in the sentences of Step 2.

mod common;

use std::mem::size_of;

use common::{
    VOCAB_SIZE, code_lines, lines_by_hand, lines_of_autograd, loss, ops_up_to,
    reference_run, source,
};
use names::PythonRandom;
use step_0_counting::sample;
use step_1_gradient_descent::{Mlp, at_temperature, num_params};
use step_2_autograd::{Op, Tape, Value, mlp, order};
use typeset::{Facts, thousands};

fn main() {
    let facts = what_changes(Facts::new());
    let facts = the_tape(facts);
    let facts = a_name(facts);
    let facts = one_model(facts);
    print!("{}", same_results(facts));
}

/// 2.1: lines that go and come.
fn what_changes(facts: Facts) -> Facts {
    let lines = |source, anchor| code_lines(source, &[anchor]).len();
    let by_hand = lines_by_hand();
    let all = by_hand
        + lines(source::NUMERICAL, "numerical-gradient")
        + lines(source::MAIN, "check-gradient");
    let autograd = lines_of_autograd();
    let autograd: usize = autograd.iter().map(|(_, lines)| lines).sum();
    assert!(autograd > 3 * all, "the text says: more than three times");
    facts
        .with("lines-by-hand", by_hand)
        .with("lines-gone", all)
        .with("lines-autograd", autograd)
        .with("num-params", thousands(num_params(VOCAB_SIZE)))
        .with("last-param", thousands(num_params(VOCAB_SIZE) - 1))
}

/// 2.2: memory. 2.5: a gradient that is passed on too early.
fn the_tape(facts: Facts) -> Facts {
    let node = size_of::<f64>() + size_of::<Op>();
    facts
        .with("node-bytes", node)
        .with("value-bytes", size_of::<Value>())
}

/// 2.4, 2.5 and 2.7: the tape of "yuheng".
fn a_name(facts: Facts) -> Facts {
    let (docs, params) = reference_run();
    let mut tape = Tape::new();
    let (len, walked, dots, products, zeros, sorted);
    {
        let loss = loss(&tape.leaves(&params), &docs[0]);
        len = tape.len();
        let ops = ops_up_to(loss);
        sorted = ops.len();
        let lengths = ops.iter().filter_map(|op| match op {
            Op::Dot { len, .. } => Some(*len as usize),
            _ => None,
        });
        dots = lengths.clone().count();
        products = lengths.sum::<usize>();
        let grads = loss.backward();
        let all = grads.first(loss.index() + 1);
        zeros = all.iter().filter(|&&g| g == 0.0).count();
        let nodes = order::depth_first(loss);
        let cut = nodes
            .iter()
            .filter(|it| matches!(it.op(), Op::Relu(_)) && it.data() == 0.0)
            .count();
        assert_eq!(zeros, len - sorted + cut, "the text says which");
        walked = nodes
            .iter()
            .filter(|it| grads.of(**it) != 0.0)
            .map(|it| it.parent_edges().len())
            .sum::<usize>();
    }
    let without_dot = len - dots + 2 * products - dots;
    let pairs = docs[0].len() - 1;
    let per_pair = (len - params.len()) / pairs;
    let mut longest = 0;
    for tokens in &docs[..runs::NUM_STEPS] {
        tape.clear();
        loss(&tape.leaves(&params), tokens);
        let expected = params.len() + per_pair * (tokens.len() - 1);
        assert_eq!(tape.len(), expected, "the text says: for each pair");
        longest = longest.max(tape.len());
    }
    let node = size_of::<f64>() + size_of::<Op>();
    facts
        .with("tape-len", thousands(len))
        .with("tape-without-dot", thousands(without_dot))
        .with("dots", dots)
        .with("products", thousands(products))
        .with("edges", thousands(walked))
        .with("zero-grads", thousands(zeros))
        .with("no-part", len - sorted)
        .with("per-pair", per_pair)
        .with("longest-tape", thousands(longest))
        .with("longest-kilobytes", longest * node / 1000)
}

/// 2.6: what is different in the model's code.
fn one_model(facts: Facts) -> Facts {
    let mut before =
        code_lines(source::LAYERS_1, &["linear", "softmax", "relu"]);
    before.extend(code_lines(source::MLP_1, &["logits"]));
    before.extend(code_lines(source::LOSS_0, &["mean-loss"]));
    let mut now = code_lines(source::LAYERS_2, &["linear", "softmax", "relu"]);
    now.extend(code_lines(source::MLP_2, &["logits"]));
    now.extend(code_lines(source::LOSS_2, &["mean-loss"]));
    let new = now.iter().filter(|line| !before.contains(line)).count();
    facts
        .with("model-lines", now.len())
        .with("model-lines-new", new)
}

/// 2.8: one run by hand, one by machine.
fn same_results(facts: Facts) -> Facts {
    let (docs, params) = reference_run();
    let (mut hand, mut machine) = (params.clone(), params);
    let by_hand: Vec<f64> = step_1_gradient_descent::train(
        VOCAB_SIZE,
        &mut hand,
        &docs,
        runs::NUM_STEPS,
        1.0,
    )
    .collect();
    let by_machine: Vec<f64> =
        step_2_autograd::train(&mut machine, &docs, runs::NUM_STEPS, 1.0, loss)
            .collect();
    let relative = |(a, b): (&f64, &f64)| ((a - b) / a).abs();
    let largest = by_hand.iter().zip(&by_machine).map(relative);
    let largest = largest.fold(0.0, f64::max);
    let same = by_hand
        .iter()
        .zip(&by_machine)
        .filter(|(a, b)| a == b)
        .count();

    let samples = |params: &[f64]| {
        let mut rng = PythonRandom::new(7);
        let model = Mlp::new(VOCAB_SIZE, params);
        let names = (0..1000).map(|_| {
            sample(26, 16, &mut rng, |token| {
                let logits = mlp::logits(&model, token);
                step_2_autograd::softmax(&at_temperature(&logits, 0.5))
            })
        });
        names.collect::<Vec<_>>()
    };
    assert_eq!(samples(&hand), samples(&machine), "the text says so");
    facts
        .with("largest-difference", format!("{largest:.0e}"))
        .with("same-losses", same)
}
