//! How much a longer past is worth: the loss at each position of a window.

use runs::text::record::Recorded;
use std::f64::consts::LN_2;
use typeset::{Axis, Chart};

use super::record::runs_of;

pub fn figure() -> String {
    let ticks = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0];
    let x =
        Axis::log("characters that are read, the current one included", &ticks);
    let y = Axis::linear("bits per character", &[1.5, 2.0, 2.5, 3.0, 3.5, 4.0]);
    let curve = |name: &str| {
        let bits = by_position(&runs_of("ablation", name));
        let points = smooth(&bits).into_iter();
        points.collect::<Vec<_>>()
    };
    Chart::new("What a longer past is worth", x, y)
        .height(280.0)
        .line("series-2", "plain mean", curve("mean of the values"))
        .line("series-3", "the last 8", curve("window 8"))
        .line("series-1", "the whole model", curve("whole"))
        .to_string()
}

/// The mean of some runs at each position, in bits.
pub fn by_position(runs: &[Recorded]) -> Vec<f64> {
    let len = runs[0].by_position.len();
    let at = |t: usize| runs.iter().map(move |run| run.by_position[t]);
    (0..len)
        .map(|t| at(t).sum::<f64>() / runs.len() as f64 / LN_2)
        .collect()
}

/// The first eight positions as they are; from there on the means of four.
fn smooth(bits: &[f64]) -> Vec<[f64; 2]> {
    let (first, rest) = bits.split_at(8);
    let single = first.iter().enumerate();
    let single = single.map(|(t, &bits)| [(t + 1) as f64, bits]);
    let fours = rest.chunks_exact(4).enumerate().map(|(i, four)| {
        let mean = four.iter().sum::<f64>() / 4.0;
        [10.5 + 4.0 * i as f64, mean]
    });
    single.chain(fours).collect()
}
