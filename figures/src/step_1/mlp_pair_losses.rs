//! The pairs of "ava" through the untrained and the trained network, and
//! through the table.

use portable::math;
use runs::{NUM_STEPS, counting};
use typeset::{Table, chips, fixed};

use super::common::{AVA, letter, probabilities, reference};

pub fn figure() -> String {
    let run = reference();
    let table = counting(NUM_STEPS).model;
    let models: [&dyn Fn(usize) -> Vec<f64>; 3] = [
        &|token| probabilities(&run.untrained, token),
        &|token| probabilities(&run.trained, token),
        &|token| table.probabilities(token),
    ];
    let mut rows = Table::new().left("pair");
    for name in ["untrained", "trained", "table"] {
        rows = rows.right(format!("{name}, $p$")).right("loss");
    }
    let mut sums = [0.0; 3];
    for pair in AVA.windows(2) {
        let chip = |token| chips([(letter(&run.tokenizer, token), token)]);
        let mut row = vec![format!("{} → {}", chip(pair[0]), chip(pair[1]))];
        for (model, sum) in models.iter().zip(&mut sums) {
            let p = model(pair[0])[pair[1]];
            let loss = -math::ln(p);
            *sum += loss;
            row.extend([fixed(p, 3), fixed(loss, 2)]);
        }
        rows = rows.row(row);
    }
    let mut row = vec!["mean".to_string()];
    for sum in sums {
        row.extend([String::new(), fixed(sum / 4.0, 2)]);
    }
    rows.row(row).to_string()
}
