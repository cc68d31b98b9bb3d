//! Numerals from models that were trained on half of them.

use rayon::prelude::*;
use runs::Weights;
use typeset::{Table, fixed, thousands};

use super::counted::{Half, Written};
use crate::spread::{ends, mean};

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 5;

pub fn figure() -> String {
    let half = Half::new();
    let mut table = Table::new()
        .right("steps")
        .right("temperature")
        .right("it has seen")
        .right("it has not")
        .right("no numeral");
    let mut all = Vec::new();
    for steps in [1000, 2000] {
        for temperature in [1.0, 0.5] {
            let starts = Weights::and_seeds(SEEDS).into_par_iter();
            let counts: Vec<[f64; 3]> = starts
                .map(|weights| {
                    let params = half.trained(weights, steps);
                    let Written { seen, new, wrong } =
                        half.write(&params, temperature);
                    [seen, new, wrong.len()].map(|count| count as f64)
                })
                .collect();
            let columns = [0, 1, 2]
                .map(|i| counts.iter().map(|it| it[i]).collect::<Vec<f64>>());
            let cells = columns.each_ref().map(|counts| {
                let [least, most] = ends(counts);
                format!("{:.0} ({least} to {most})", mean(counts))
            });
            let row = [thousands(steps), temperature.to_string()];
            table = table.row(row.into_iter().chain(cells));
            all.push(columns);
        }
    }
    let [seen, new, wrong] = &all[3];
    assert!(mean(wrong) < 60.0, "nearly all: {}", fixed(mean(wrong), 0));
    let mut pairs = seen.iter().zip(new);
    assert!(pairs.all(|(seen, new)| new < seen), "a preference");
    let ratio = mean(new) / mean(seen);
    assert!((0.7..0.85).contains(&ratio), "three for four: {ratio}");
    table.to_string()
}
