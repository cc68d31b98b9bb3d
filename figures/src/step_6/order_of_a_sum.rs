//! One sum in two orders and two precisions.

use names::{NAMES, docs};
use typeset::Table;

pub fn figure() -> String {
    // The lengths of the first names, each as a share of a hundred.
    let terms: Vec<f64> = docs(NAMES)
        .iter()
        .take(64)
        .map(|name| name.len() as f64 / 100.0)
        .collect();
    let single: Vec<f32> = terms.iter().map(|&x| narrow(x)).collect();
    let table = Table::new()
        .left("")
        .right("one after the other")
        .right("in eight lanes");
    let table = table.row([
        "`f64`".to_owned(),
        in_turn(&terms).to_string(),
        in_lanes(&terms).to_string(),
    ]);
    let table = table.row([
        "`f32`".to_owned(),
        in_turn(&single).to_string(),
        in_lanes(&single).to_string(),
    ]);
    table.to_string()
}

#[allow(clippy::cast_possible_truncation, reason = "that is the question")]
fn narrow(x: f64) -> f32 {
    x as f32
}

// ANCHOR: sums
fn in_turn<F: std::ops::Add<Output = F> + Default + Copy>(x: &[F]) -> F {
    x.iter().fold(F::default(), |sum, &x| sum + x)
}

fn in_lanes<F: std::ops::Add<Output = F> + Default + Copy>(x: &[F]) -> F {
    let mut lanes = [F::default(); 8];
    for x in x.chunks_exact(8) {
        for (lane, &x) in lanes.iter_mut().zip(x) {
            *lane = *lane + x;
        }
    }
    in_turn(&lanes)
}
// ANCHOR_END: sums
