//! How long the gradient is, step by step.

use runs::text::lengths::recorded;
use typeset::{Axis, Chart};

/// Steps that the warm-up takes.
const WARM_UP: usize = 100;

pub fn figure() -> String {
    let x = Axis::log("step", &[1.0, 10.0, 100.0, 1000.0]);
    let y =
        Axis::log("length of the gradient", &[0.5, 1.0, 2.0, 5.0, 10.0, 20.0]);
    let curve = |name: &str| {
        let steps = recorded(name).into_iter().enumerate();
        let points = steps.map(|(i, [_, length])| [(i + 1) as f64, length]);
        points.collect::<Vec<_>>()
    };
    Chart::new("How long the gradient is", x, y)
        .line("series-1", "no warm-up", curve("no warm-up/1"))
        .line("series-5", "as above", curve("base/1"))
        .to_string()
}

/// The gradients of one run, in numbers.
#[derive(Clone, Copy, Debug)]
pub struct Lengths {
    /// The usual length.
    pub median: f64,
    /// The longest, and in which step, from 1 on.
    pub longest: (f64, usize),
    /// The longest after the warm-up.
    pub later: f64,
    /// How many are longer than 1.
    pub above_one: usize,
    /// How far a loss is above the mean of the twenty before it, at most, after
    /// the warm-up.
    pub rise: f64,
}

impl Lengths {
    /// Those of a recorded run.
    pub fn of(name: &str) -> Self {
        let steps = recorded(name);
        let lengths: Vec<f64> = steps.iter().map(|it| it[1]).collect();
        let mut sorted = lengths.clone();
        sorted.sort_by(f64::total_cmp);
        let numbered = lengths.iter().copied().zip(1..);
        let longest = numbered.max_by(|a, b| a.0.total_cmp(&b.0));
        let rise = |twenty_one: &[[f64; 2]]| {
            let before = twenty_one[..20].iter().map(|it| it[0]).sum::<f64>();
            twenty_one[20][0] - before / 20.0
        };
        let rises = steps[WARM_UP..].windows(21).map(rise);
        Lengths {
            median: sorted[sorted.len() / 2],
            longest: longest.expect("there are steps"),
            later: lengths[WARM_UP..].iter().copied().fold(0.0, f64::max),
            above_one: lengths.iter().filter(|&&it| it > 1.0).count(),
            rise: rises.fold(f64::NEG_INFINITY, f64::max),
        }
    }
}
