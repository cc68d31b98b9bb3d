//! How much a longer past is worth: the loss at each position of a window.

use runs::text::record::Recorded;
use std::f64::consts::LN_2;
use std::ops::RangeInclusive;
use typeset::{Axis, Chart, Table, fixed};

use super::record::runs_of;
use crate::spread::Spread;

pub fn figure() -> String {
    let ticks = [0.0, 8.0, 16.0, 24.0, 32.0, 40.0, 48.0, 56.0, 64.0];
    let x = Axis::linear("characters that are read", &ticks);
    let y = Axis::linear("bits per character", &[2.0, 2.5, 3.0, 3.5]);
    let curve = |name: &str| {
        let bits = by_position(&runs_of("ablation", name));
        let points = smooth(&bits).into_iter();
        points.collect::<Vec<_>>()
    };
    Chart::new("What a longer past is worth", x, y)
        .height(280.0)
        .line("series-0", "plain mean", curve("mean of the values"))
        .line("series-1", "the whole model", curve("whole"))
        .line("series-3", "the last 8", curve("window 8"))
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

/// By how much runs of one name cost more than those of another, start by
/// start, where they have read so many characters: from the first number to
/// the second.
pub fn between(more: &str, less: &str, (from, to): (usize, usize)) -> Spread {
    let of = |name| -> Vec<f64> {
        let runs = runs_of("ablation", name);
        let of_run = |run: &Recorded| {
            part(&by_position(std::slice::from_ref(run)), from..=to)
        };
        runs.iter().map(of_run).collect()
    };
    Spread::between(&of(more), &of(less))
}

/// The mean of some positions, which are counted from 1 on.
pub fn part(bits: &[f64], read: RangeInclusive<usize>) -> f64 {
    let of_part = &bits[read.start() - 1..*read.end()];
    of_part.iter().sum::<f64>() / of_part.len() as f64
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

/// The same for the step's model, whose tokens are pieces of words.
pub fn of_pieces() -> String {
    let bits = ["novel", "novel, mean of the values"]
        .map(|name| by_position(&runs_of("novel", name)));
    let mut table = Table::new()
        .left("pieces that are read")
        .right("the whole model")
        .right("plain mean")
        .right("attention’s gain");
    let mut gains = Vec::new();
    for (from, to) in [
        (1, 1),
        (2, 2),
        (3, 4),
        (5, 8),
        (9, 16),
        (17, 32),
        (33, 64),
        (65, 128),
    ] {
        let [whole, mean] = [&bits[0], &bits[1]].map(|it| part(it, from..=to));
        gains.push(mean - whole);
        let read = match to - from {
            0 => from.to_string(),
            _ => format!("{from} to {to}"),
        };
        let numbers = [whole, mean, mean - whole].map(|it| fixed(it, 2));
        let [whole, mean, gain] = numbers;
        table = table.row([read, whole, mean, gain]);
    }
    // At first there is nothing to choose from.
    assert!(gains[0] < 0.0 && gains[1..].iter().all(|&it| it > 0.0));
    table.to_string()
}
