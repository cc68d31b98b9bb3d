//! The numbers in the sentences of Step 2.

use std::mem::size_of;

use portable::PythonRandom;
use runs::Training;
use step_0_counting::sample;
use step_1_gradient_descent::{Mlp, at_temperature, num_params};
use step_2_autograd::order::depth_first;
use step_2_autograd::{Op, Tape, Value, mlp};
use typeset::{Facts, fixed, thousands};

use super::common::{
    VOCAB_SIZE, by_machine, code_lines, lines_by_hand, lines_of_autograd, loss,
    reference_run, source,
};
use super::summed::{Steps, starts};

pub fn figure() -> String {
    let facts = what_changes(Facts::new());
    let facts = the_tape(facts);
    let facts = tape_lengths(a_name(facts));
    let facts = added_up(facts);
    same_results(facts).to_string()
}

/// 2.8: lines that go and come.
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

/// 2.2: how many bytes a number takes.
fn the_tape(facts: Facts) -> Facts {
    let (number, note) = (size_of::<f64>(), size_of::<Op>());
    assert_eq!((number, note), (8, 16), "the text says so");
    facts
        .with("node-bytes", number + note)
        .with("value-bytes", size_of::<Value>())
}

/// 2.5 and 2.6: the tape of "yuheng".
fn a_name(facts: Facts) -> Facts {
    let (docs, params) = reference_run();
    let tape = Tape::new();
    let loss = loss(&tape.leaves(&params), &docs[0]);
    let nodes = depth_first(loss);
    let lengths = nodes.iter().filter_map(|it| match it.op() {
        Op::Dot { len, .. } => Some(len as usize),
        _ => None,
    });
    let num_dots = lengths.clone().count();
    let products: usize = lengths.sum();
    let chain = |len: usize| 2 * len - 1;
    assert_eq!(chain(16), 31, "the text says so");
    assert_eq!(num_dots, 7 * (64 + 27), "the text says so");
    let chains = 7 * (64 * chain(16) + 27 * chain(64));
    assert_eq!(chains, 2 * products - num_dots, "the text says so");

    let grads = loss.backward();
    let all = grads.first(loss.index() + 1);
    let zeros = all.iter().filter(|&&g| g == 0.0).count();
    let no_part = tape.len() - nodes.len();
    let used = |is_it: fn(Op) -> bool| {
        nodes.iter().filter(|it| is_it(it.op())).count()
    };
    let unused_leaves =
        num_params(VOCAB_SIZE) - used(|op| matches!(op, Op::Leaf));
    let unused_probs = 7 * VOCAB_SIZE - used(|op| matches!(op, Op::Div(..)));
    assert_eq!(no_part, unused_leaves + unused_probs, "the text says which");
    let is_cut =
        |it: &Value| matches!(it.op(), Op::Relu(_)) && it.data() == 0.0;
    let cut = nodes.iter().filter(|it| is_cut(it)).count();
    assert_eq!(zeros, no_part + cut, "the text says which");
    let edges = nodes.iter().filter(|it| grads.of(**it) != 0.0);
    let edges: usize = edges.map(|it| it.parent_edges().len()).sum();
    let of_twice = edges as f64 / (2 * products) as f64;
    assert_eq!(fixed(7.0 * (1.0 - of_twice), 1), "1.0", "a seventh less");
    // `run` looks at every handle of both vectors of a dot product.
    let handles = 2 * products;
    facts
        .with("tape-len", thousands(tape.len()))
        .with("dots", num_dots)
        .with("products", thousands(products))
        .with("edges", thousands(edges))
        .with("handles", thousands(handles))
}

/// 2.7: the tape from step to step.
fn tape_lengths(facts: Facts) -> Facts {
    let (docs, params) = reference_run();
    let mut tape = Tape::new();
    let mut length = |tokens: &[usize]| {
        tape.clear();
        loss(&tape.leaves(&params), tokens);
        tape.len()
    };
    let pairs = |tokens: &[usize]| tokens.len() - 1;
    let per_pair = (length(&docs[0]) - params.len()) / pairs(&docs[0]);
    let mut longest = 0;
    for tokens in &docs[..runs::NUM_STEPS] {
        let expected = params.len() + per_pair * pairs(tokens);
        assert_eq!(length(tokens), expected, "the text says: for each pair");
        longest = longest.max(expected);
    }
    let node = size_of::<f64>() + size_of::<Op>();
    facts
        .with("per-pair", per_pair)
        .with("longest-tape", thousands(longest))
        .with("longest-kilobytes", longest * node / 1000)
}

/// 2.7: what becomes of a run whose gradients are added up.
fn added_up(facts: Facts) -> Facts {
    let breaks = starts().into_iter().map(|start| {
        let (losses, _) = Steps::ADDED.run(start, 60);
        let first = losses.iter().position(|loss| !loss.is_finite());
        first.expect("it breaks") + 1
    });
    let breaks: Vec<usize> = breaks.collect();
    assert_eq!(breaks.len(), 6, "the text says: six");
    facts
        .with("breaks-from", breaks.iter().min().expect("six"))
        .with("breaks-to", breaks.iter().max().expect("six"))
}

/// 2.8: one run by hand, one by machine.
fn same_results(facts: Facts) -> Facts {
    let hand = Training::mlp().run();
    let machine = by_machine();
    let (by_hand, by_machine) = (&hand.losses, &machine.losses);
    let relative = |(a, b): (&f64, &f64)| ((a - b) / a).abs();
    let largest = by_hand.iter().zip(by_machine).map(relative);
    let largest = largest.fold(0.0, f64::max);
    let same = by_hand
        .iter()
        .zip(by_machine)
        .filter(|(a, b)| a == b)
        .count();

    assert_eq!(by_hand[0], by_machine[0], "the forward passes are the same");
    let printed = |losses: &[f64]| -> Vec<String> {
        losses.iter().map(|loss| format!("{loss:.4}")).collect()
    };
    assert_eq!(printed(by_hand), printed(by_machine), "the text says so");
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
    assert_eq!(
        samples(&hand.model),
        samples(&machine.params),
        "the text says so"
    );
    facts
        .with("largest-difference", format!("{largest:.0e}"))
        .with("same-losses", same)
}
