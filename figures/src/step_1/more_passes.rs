//! The network after it has met the same thousand names again.

use runs::{NUM_STEPS, counting, mean_over};
use step_0_counting::mean_loss;
use step_1_gradient_descent::train;
use typeset::{Table, fixed};

use super::common::{
    VOCAB_SIZE, from_six_draws, least_and_most, loss_of_all, reference, span,
};

/// The number added to each count instead of 1.
const LESS: f64 = 0.3;

pub fn figure() -> String {
    let run = reference();
    let names = &run.docs[..NUM_STEPS];
    let validation = runs::validation_set(&run.docs);
    let mut table = Table::new()
        .left("model")
        .right("loss of the thousand names")
        .right("validation loss");
    let mut ends = Vec::new();
    for (passes, label) in [(1, "1 pass"), (2, "2 passes"), (5, "5 passes")] {
        let losses = |docs: &[Vec<usize>]| {
            from_six_draws(|mut params| {
                let steps = passes * NUM_STEPS;
                train(VOCAB_SIZE, &mut params, names, steps, 1.0)
                    .for_each(drop);
                loss_of_all(&params, docs)
            })
        };
        let held = losses(validation);
        let cells = [span(&losses(names)), span(&held)];
        let label = [format!("network, {label}")];
        table = table.row(label.into_iter().chain(cells));
        ends.push(least_and_most(&held));
    }
    assert!(ends.is_sorted_by(|a, b| a[0] > b[1]), "each is lower");

    let counts = counting(NUM_STEPS);
    let less = |token: usize| {
        let row = counts.model.row(token);
        let smoothed: Vec<f64> =
            row.iter().map(|&count| f64::from(count) + LESS).collect();
        let total: f64 = smoothed.iter().sum();
        smoothed.iter().map(|count| count / total).collect()
    };
    let by_table = |token: usize| counts.model.probabilities(token);
    let losses = |model: &dyn Fn(usize) -> Vec<f64>| {
        [names, validation]
            .map(|docs| mean_over(docs, |tokens| mean_loss(tokens, model)))
    };
    let [with_ones, with_less] = [losses(&by_table), losses(&less)];
    assert!(ends[1][0] > with_ones[1] && ends[2][1] < with_ones[1]);
    let [least, most] = ends[2];
    assert!(
        least < with_less[1] && with_less[1] < most + 0.002,
        "as good"
    );
    for (name, losses) in [
        ("table".to_string(), with_ones),
        (format!("table, adding {LESS} for 1"), with_less),
    ] {
        let cells = losses.map(|loss| fixed(loss, 3));
        table = table.row([name].into_iter().chain(cells));
    }
    table.to_string()
}
