//! Several documents in one step: the loss after the same number of names, from
//! several starts.

use portable::PythonRandom;
use runs::{mean_over, validation_set};
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Gpt;
use typeset::{Table, fixed, thousands};

use super::common::{self, BATCH_DOCS, CONFIG};

/// The seeds of the first parameters; the names are those of the run.
const SEEDS: [u32; 4] = [42, 1, 2, 3];

pub fn figure() -> String {
    let (docs, _) = common::start();
    let validation = validation_set(&docs);
    let names = runs::training_set(&docs);
    let docs: Vec<&[usize]> =
        names.iter().take(BATCH_DOCS).map(Vec::as_slice).collect();
    let losses = |size: usize, rate: f64| {
        SEEDS.map(|seed| {
            let mut rng = PythonRandom::new(seed);
            let start = initial_parameters(CONFIG.num_params(), &mut rng);
            let params = runs::batched(CONFIG, &start, &docs, size, rate);
            let model = Gpt::new(CONFIG, &params);
            mean_over(validation, |doc| model.loss(doc))
        })
    };
    let all = [1, 4, 64, 256]
        .map(|size| (size, [0.01, 0.04].map(|rate| span(losses(size, rate)))));
    let [(_, one), (_, four), (_, many), (_, most)] = all;
    let overlap = |a: [f64; 2], b: [f64; 2]| a[0] <= b[1] && b[0] <= a[1];
    assert!(overlap(one[0], four[0]), "the text says: as low");
    assert!(four[0][1] < many[0][0], "the text says: too few steps");
    let middle = f64::midpoint(many[0][0], four[0][1]);
    assert!(many[1][1] < middle, "the text says: most of it");
    assert!(many[0][1] < most[0][0], "the text says: the highest");
    assert!(most[1][1] < most[0][0], "the text says: part of it");
    assert!(one[0][1] < one[1][0], "the text says: too large for one");
    let mut table = Table::new()
        .right("names a step")
        .right("steps")
        .right("rate `0.01`")
        .right("rate `0.04`");
    for (size, spans) in all {
        let [usual, larger] = spans.map(|[lowest, highest]| {
            format!("{} to {}", fixed(lowest, 2), fixed(highest, 2))
        });
        let steps = thousands(BATCH_DOCS / size);
        table = table.row([size.to_string(), steps, usual, larger]);
    }
    table.to_string()
}

/// The lowest and the highest.
fn span(losses: [f64; 4]) -> [f64; 2] {
    let lowest = losses.into_iter().fold(f64::INFINITY, f64::min);
    [lowest, losses.into_iter().fold(0.0, f64::max)]
}
