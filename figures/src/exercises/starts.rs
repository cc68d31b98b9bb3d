//! The network's losses if one of its matrices, or two, begin with the
//! same number everywhere.

use std::collections::HashSet;

use exercises::step_1::starts::{
    Start::{self, Constant, Random},
    parameters_from, sizes, slopes,
};
use portable::math;
use runs::{NUM_STEPS, Weights};
use step_1_gradient_descent::{N_EMBD, analytic_gradient, train};
use typeset::{Table, thousands};

use crate::step_1::common::{least_and_most, span, validation_loss};

const VOCAB_SIZE: usize = 27;

pub fn figure() -> String {
    let docs = &runs::corpus().0.docs;
    let zero = Constant(0.0);
    let same = Constant(0.1);
    let mut table = Table::new()
        .left("`wte`")
        .left("`mlp_fc1`")
        .left("`mlp_fc2`")
        .left("slopes that are not zero")
        .right("different rows of `mlp_fc1`, after training")
        .right("validation loss");
    let mut ends = Vec::new();
    for starts in [
        [Random, Random, Random],
        [zero, Random, Random],
        [Random, zero, Random],
        [Random, Random, zero],
        [same, same, Random],
        [same, Random, same],
        [Random, same, same],
    ] {
        let mut first_slopes = Vec::new();
        let mut rows = Vec::new();
        let mut losses = Vec::new();
        for weights in Weights::and_seeds(5) {
            let mut rng = weights.start().rng;
            let mut params = parameters_from(VOCAB_SIZE, starts, &mut rng);
            first_slopes.push(slopes(VOCAB_SIZE, &params, &docs[0]));
            if starts[2] == same {
                assert!(rounding_before_the_last(&params, &docs[0]));
            }
            train(VOCAB_SIZE, &mut params, docs, NUM_STEPS, 1.0).for_each(drop);
            rows.push(different(&params));
            losses.push(validation_loss(&params, docs));
        }
        assert!(rows.iter().all(|it| it == &rows[0]), "however drawn");
        let [wte, fc1, fc2] = starts.map(words);
        table = table.row([
            wte,
            fc1,
            fc2,
            first_slopes[0].map(thousands).join("\u{a0}·\u{a0}"),
            rows[0].to_string(),
            span(&losses),
        ]);
        ends.push(least_and_most(&losses));
    }
    let [random, no_wte, no_fc1, no_fc2, wte_fc1, wte_fc2, fc1_fc2] = ends[..]
    else {
        panic!("seven starts");
    };
    let uniform = |loss: &f64| (loss - math::ln(27.0)).abs() < 1e-9;
    assert!([no_wte, no_fc1].iter().flatten().all(uniform), "no slope");
    assert!(no_fc2[0] < random[1], "the last matrix may be zero");
    assert!(random[1] < wte_fc1[0] && random[1] < wte_fc2[0], "higher");
    assert!(fc1_fc2[0] > wte_fc1[1] + 0.1, "much higher");
    table.to_string()
}

/// Whether no slope before the last matrix is more than rounding leaves, and
/// those of the last matrix are.
fn rounding_before_the_last(params: &[f64], doc: &[usize]) -> bool {
    let (_, grad) = analytic_gradient(VOCAB_SIZE, params, doc);
    let [wte, fc1, _] = sizes(VOCAB_SIZE);
    let (before, last) = grad.split_at(wte + fc1);
    let largest = |of: &[f64]| of.iter().fold(0.0f64, |a, b| a.max(b.abs()));
    largest(before) < 1e-15 && largest(last) > 1e-4
}

fn words(start: Start) -> String {
    match start {
        Random => "random".into(),
        Constant(number) => number.to_string(),
    }
}

/// How many rows of `mlp_fc1` differ, to the last bit.
fn different(params: &[f64]) -> usize {
    let [wte, fc1, _] = sizes(VOCAB_SIZE);
    let rows = params[wte..wte + fc1].chunks(N_EMBD);
    let bits = rows.map(|row| row.iter().map(|w| w.to_bits()).collect());
    bits.collect::<HashSet<Vec<u64>>>().len()
}
