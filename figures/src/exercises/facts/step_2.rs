//! The numbers in the sentences of Step 2's exercises.

use exercises::step_2::cross_entropy::cross_entropy;
use exercises::step_2::dual::along;
use runs::Start;
use step_1_gradient_descent::{Mlp, num_params};
use step_2_autograd::{Tape, Value, mlp, softmax};
use typeset::{Facts, percent, thousands};

use super::super::forward::Slopes;

pub fn facts(facts: Facts) -> Facts {
    nodes_of_a_loss(dual_tape(dual_slopes(facts)))
}

/// Of 2.A.
fn dual_slopes(facts: Facts) -> Facts {
    let slopes = Slopes::of_ava();
    let share = slopes.at_random / slopes.along_gradient;
    assert!(share < 0.07, "the text says so");
    facts
        .with("dual-difference", format!("{:.0e}", slopes.difference))
        .with("dual-at-random", percent(share, 1))
}

/// Of 2.A: how many numbers are on the tape that has the loss of the first name
/// and its slope along a direction.
fn dual_tape(facts: Facts) -> Facts {
    let start = Start::of_the_book();
    let params = start.parameters(num_params(27));
    let tape = Tape::new();
    let weights = tape.leaves(&params);
    let direction = tape.leaves(&vec![1.0; params.len()]);
    let duals = along(&weights, &direction);
    mlp::loss(&Mlp::new(27, &duals), &start.corpus.docs[0]);
    facts.with("dual-tape", thousands(tape.len()))
}

/// Of 2.B: how many numbers one loss adds to the tape.
fn nodes_of_a_loss(facts: Facts) -> Facts {
    let nodes = |loss: fn(&[Value], usize) -> usize| {
        let tape = Tape::new();
        let logits = tape.leaves(&[0.0; 27]);
        loss(&logits, 0) + 1 - logits.len()
    };
    let by_softmax = nodes(|z, i| (-softmax(z)[i].ln()).index());
    let by_scores = nodes(|z, i| cross_entropy(z, i).index());
    facts
        .with("nodes-by-softmax", by_softmax)
        .with("nodes-by-scores", by_scores)
}
