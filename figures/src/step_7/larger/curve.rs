//! The step's model while it learns.

use std::sync::LazyLock;

use runs::text::record::Recorded;
use step_7_text::Vocabulary as _;
use typeset::{Axis, Chart};

use super::super::compressors::PPMD;
use super::super::pieces::{PAIRS, TRAINING, VALIDATION};
use super::super::record::runs_of;
use super::super::tables::{BITS, CHOSEN};
use crate::spread::ends;

/// The tokens that it learns in.
pub const VOCABULARY: usize = 1024;

/// The run of the step's model.
pub fn novel() -> Recorded {
    let runs = runs_of("novel", "novel");
    runs.into_iter().next().expect("a run")
}

/// The tokens of the training chapters.
pub static TOKENS: LazyLock<usize> = LazyLock::new(|| tokens(&TRAINING));

fn tokens(text: &str) -> usize {
    let pairs = PAIRS.first(VOCABULARY);
    pairs.encode(text).expect("any bytes").len()
}

/// What a training loss is multiplied by. The record divides it by the
/// characters that a token of the validation chapters has; those of a token of
/// the training chapters are nearly as many.
pub static TRAINING_OVER_VALIDATION: LazyLock<f64> = LazyLock::new(|| {
    let per_character =
        |text: &str| tokens(text) as f64 / text.chars().count() as f64;
    per_character(&TRAINING) / per_character(&VALIDATION)
});

/// Step, training loss since the last point, and validation loss, both in bits
/// per character.
pub fn points() -> Vec<[f64; 3]> {
    let points = novel().curve.into_iter();
    let over = *TRAINING_OVER_VALIDATION;
    points
        .map(|[step, training, validation]| [step, training * over, validation])
        .collect()
}

pub fn figure() -> String {
    let points = points();
    let last = points[points.len() - 1][0];
    let all: Vec<f64> =
        points[1..].iter().flat_map(|it| [it[1], it[2]]).collect();
    let [lowest, _] = ends(&all);
    let x =
        Axis::linear("step", &[0.0, 0.25, 0.5, 0.75, 1.0].map(|it| it * last));
    let y =
        Axis::holding("bits per character", lowest.min(*PPMD), points[0][2]);
    let training = points[1..].iter().map(|it| [it[0], it[1]]);
    let validation = points.iter().map(|it| [it[0], it[2]]);
    let table = |step| [step, BITS[CHOSEN].new];
    Chart::new("A million parameters learn from the novel", x, y)
        .height(280.0)
        .level("three characters", BITS[3].new)
        .line("series-1", "training chapters", training)
        .line("series-5", "validation chapters", validation)
        .line("series-0", "five characters", [0.0, last].map(table))
        .to_string()
}
