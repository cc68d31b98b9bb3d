//! A training run is one draw. What is said of a model is said of six: the
//! book's initial weights, and those of five seeds.

use rayon::prelude::*;
use runs::Weights;
use typeset::fixed;

pub use crate::spread::{ends, gains};

use super::common::{Reference, Variant, reference_run};

/// How many seeds there are beside the book's own start.
const SEEDS: u32 = 5;

/// The result of a computation from each start, the book's first.
pub fn each<R: Send>(
    compute: impl Fn(&Reference) -> R + Send + Sync,
) -> Vec<R> {
    let book = reference_run();
    let starts: Vec<Reference> = Weights::and_seeds(SEEDS)
        .into_iter()
        .map(|weights| match weights {
            Weights::OfTheRun => book.clone(),
            Weights::OfSeed(seed) => book.of_seed(seed),
        })
        .collect();
    starts.par_iter().map(compute).collect()
}

/// The validation loss of a variant after a thousand names, from each start.
pub fn losses(variant: Variant, rate: f64) -> Vec<f64> {
    each(|run| variant.train_at(run, rate).1)
}

/// Between the ends of a range, in a cell: a dash where no line breaks.
pub const DASH: &str = "–\u{2060}";

/// The least and the most, as a cell of a table has them.
pub fn cell(numbers: &[f64], digits: usize) -> String {
    range(numbers, digits).replace(" to ", DASH)
}

/// The least and the most, as a sentence has them.
pub fn range(numbers: &[f64], digits: usize) -> String {
    if numbers.iter().all(|it| it.is_nan()) {
        return "NaN".into();
    }
    let [least, most] = ends(numbers).map(|it| fixed(it, digits));
    if least == most {
        return least;
    }
    format!("{least} to {most}")
}

/// Whether all of the one are below all of the other.
pub fn all_below(lower: &[f64], higher: &[f64]) -> bool {
    ends(lower)[1] < ends(higher)[0]
}
