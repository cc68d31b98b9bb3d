//! The network's losses if one of its matrices, or two, begin with the
//! same number everywhere. The table has the starts that the text argues from;
//! of the others it says that they end alike, and that is asserted.

use std::collections::HashSet;

use exercises::step_1::starts::{
    Start::{self, Constant, Random},
    parameters_from, sizes,
};
use portable::math;
use runs::{NUM_STEPS, Weights};
use step_1_gradient_descent::{N_EMBD, analytic_gradient, train};
use typeset::{Table, fixed};

use crate::step_1::common::{least_and_most, validation_loss};

const VOCAB_SIZE: usize = 27;

pub fn figure() -> String {
    let docs = &runs::corpus().0.docs;
    let zero = Constant(0.0);
    let same = Constant(0.1);
    let mut table = Table::new()
        .left("`wte`")
        .left("`mlp_fc1`")
        .left("`mlp_fc2`")
        .left("the first name moves")
        .right("rows of `mlp_fc1` that differ in the end")
        .right("validation loss");
    let shown = [
        [Random, Random, Random],
        [zero, Random, Random],
        [Random, Random, zero],
        [same, same, Random],
        [Random, same, same],
    ];
    let mut ends = Vec::new();
    let mut differ = Vec::new();
    for starts in [
        [Random, Random, Random],
        [zero, Random, Random],
        [Random, zero, Random],
        [Random, Random, zero],
        [same, same, same],
        [same, same, Random],
        [same, Random, same],
        [Random, same, same],
    ] {
        let mut moved = Vec::new();
        let mut rows = Vec::new();
        let mut losses = Vec::new();
        for weights in Weights::and_seeds(5) {
            let mut rng = weights.start().rng;
            let mut params = parameters_from(VOCAB_SIZE, starts, &mut rng);
            moved.push(moved_by(&params, &docs[0]));
            train(VOCAB_SIZE, &mut params, docs, NUM_STEPS, 1.0).for_each(drop);
            rows.push(different(&params));
            losses.push(validation_loss(&params, docs));
        }
        assert!(rows.iter().all(|it| it == &rows[0]), "however drawn");
        assert!(moved.iter().all(|it| it == &moved[0]), "however drawn");
        if shown.contains(&starts) {
            let [wte, fc1, fc2] = starts.map(words);
            table = table.row([
                wte,
                fc1,
                fc2,
                moved[0].into(),
                rows[0].to_string(),
                range(&losses),
            ]);
        }
        differ.push(rows[0]);
        ends.push(least_and_most(&losses));
    }
    let [
        random,
        no_wte,
        no_fc1,
        no_fc2,
        all,
        wte_fc1,
        wte_fc2,
        fc1_fc2,
    ] = ends[..]
    else {
        panic!("eight starts");
    };
    // With one matrix random, all hidden numbers part or none does.
    assert_eq!(differ[5..], [64, 64, 1]);
    let uniform = |loss: &f64| (loss - math::ln(27.0)).abs() < 1e-9;
    assert!([no_wte, no_fc1].iter().flatten().all(uniform), "no slope");
    assert!(no_fc2[0] < random[1], "the last matrix may be zero");
    assert!(random[1] < wte_fc1[0] && random[1] < wte_fc2[0], "higher");
    assert!(fc1_fc2[0] > wte_fc1[1] + 0.1, "much higher");
    assert!(all[0] > wte_fc1[1] + 0.1, "much higher");
    table.to_string()
}

/// What a step can move, by the slopes of this document. What rounding leaves of
/// a slope that is zero is not counted: it stays far below the other slopes.
fn moved_by(params: &[f64], doc: &[usize]) -> &'static str {
    let (_, grad) = analytic_gradient(VOCAB_SIZE, params, doc);
    let mut rest = &grad[..];
    let largest = sizes(VOCAB_SIZE).map(|size| {
        let (matrix, others) = rest.split_at(size);
        rest = others;
        matrix.iter().fold(0.0f64, |a, b| a.max(b.abs()))
    });
    assert!(largest.iter().all(|&it| !(1e-15..1e-5).contains(&it)));
    match largest.map(|it| it > 1e-5) {
        [true, true, true] => "all three",
        [false, false, true] => "`mlp_fc2` alone",
        [false, false, false] => "nothing",
        other => panic!("{other:?} is not in the text"),
    }
}

/// Where some losses lie, or the one loss that all of them are.
fn range(losses: &[f64]) -> String {
    match least_and_most(losses).map(|it| fixed(it, 3)) {
        [least, most] if least == most => least,
        [least, most] => format!("{least} to {most}"),
    }
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
