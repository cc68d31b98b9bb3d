//! The losses of the known changes to the reference run, each computed once.

use std::sync::LazyLock;
use std::thread::{self, ScopedJoinHandle};

use conform::learning::mean;
use conform::variation::{Trial, VARIANTS, Variant, Variation};

/// The losses of the reference run, by the code that makes the changes.
pub static REFERENCE: LazyLock<Vec<f64>> =
    LazyLock::new(|| Trial::new(Variation::default()).collect());

/// The losses of every variant, in the order of [`VARIANTS`].
static LOSSES: LazyLock<Vec<Vec<f64>>> = LazyLock::new(|| {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = VARIANTS.len().div_ceil(cores);
    thread::scope(|scope| {
        let train = |variants: &'static [Variant]| {
            scope.spawn(move || {
                let losses = variants.iter().map(|it| it.trial().collect());
                losses.collect::<Vec<_>>()
            })
        };
        let variants = VARIANTS.as_slice();
        let threads: Vec<_> = variants.chunks(share).map(train).collect();
        let shares = threads.into_iter().map(ScopedJoinHandle::join);
        shares.flat_map(|it| it.expect("the runs end")).collect()
    })
});

/// The losses of the variant of this name.
pub fn losses(name: &str) -> &'static [f64] {
    let place = VARIANTS.iter().position(|variant| variant.name == name);
    &LOSSES[place.expect("a variant")]
}

/// The mean of the last 100 losses.
pub fn last_100(losses: &[f64]) -> f64 {
    mean(&losses[losses.len() - 100..])
}

/// The mean of the others, after the first 100.
pub fn after_100(losses: &[f64]) -> f64 {
    mean(&losses[100..])
}
