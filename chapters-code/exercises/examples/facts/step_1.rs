//! The numbers in the sentences of Step 1's exercises.

use names::PythonRandom;
use runs::{NUM_STEPS, Start};
use typeset::{Facts, fixed};

pub fn facts(facts: Facts) -> Facts {
    luck(facts)
}

/// How far the run ends from itself if only the initial weights are others.
fn luck(facts: Facts) -> Facts {
    let Start { corpus, rng } = Start::of_the_book();
    let mut start = Start { corpus, rng };
    let run = start.mlp(NUM_STEPS, 1.0).held_out;
    let others = [1, 2, 3, 4].map(|seed| {
        start.rng = PythonRandom::new(seed);
        (start.mlp(NUM_STEPS, 1.0).held_out - run).abs()
    });
    let most = others.into_iter().fold(0.0, f64::max);
    facts.with("mlp-luck", fixed(most, 3))
}
