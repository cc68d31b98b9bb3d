//! The best learning rate of each width.

use typeset::{Axis, Chart};

use super::super::record::bits_of;

/// Widths and learning rates of the record.
pub const WIDTHS: [usize; 4] = [16, 32, 64, 128];
pub const RATES: [f64; 5] = [0.001, 0.002, 0.003, 0.006, 0.012];

const SERIES: [&str; 4] = ["series-0", "series-3", "series-4", "series-5"];

/// The validation loss at the end, in bits per character.
pub fn bits(width: usize, rate: f64) -> f64 {
    bits_of("rates", &format!("{width} at {rate}"))[0]
}

/// The best of the rates, and what comes of it.
pub fn best(width: usize) -> (f64, f64) {
    let outcomes = RATES.map(|rate| (rate, bits(width, rate)));
    let best = outcomes.into_iter().min_by(|a, b| a.1.total_cmp(&b.1));
    best.expect("there are rates")
}

pub fn figure() -> String {
    let bests = WIDTHS.map(|width| best(width).0);
    assert!(bests.is_sorted_by(|a, b| a >= b), "falls: {bests:?}");
    // The last tick leaves room for the name of the one before.
    let ticks = [&RATES[..], &[0.02]].concat();
    let x = Axis::log("learning rate", &ticks);
    let y = Axis::linear("bits per character", &[2.4, 2.8, 3.2, 3.6]);
    let chart = Chart::new("Learning rates of four widths", x, y);
    WIDTHS
        .iter()
        .zip(SERIES)
        .fold(chart, |chart, (&width, class)| {
            let points = RATES.map(|rate| [rate, bits(width, rate)]);
            let name = format!("{width} wide");
            chart.line(class, &name, points).dots(
                &format!("{class} dots"),
                "",
                points,
            )
        })
        .to_string()
}
