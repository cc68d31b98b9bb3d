//! The numbers in the sentences of Step 3's exercises.

#[path = "../leaky/mod.rs"]
mod leaky;

use leaky::Leaky;
use typeset::{Facts, fixed};

pub fn facts(facts: Facts) -> Facts {
    leak(facts)
}

/// Of 3.A.
fn leak(facts: Facts) -> Facts {
    let leaky = Leaky::trained(0.3);
    let written = leaky.names.iter().any(|name| !name.is_empty());
    assert!(!written, "the text says so");
    facts.with("leak-loss", fixed(leaky.seen_whole, 3))
}
