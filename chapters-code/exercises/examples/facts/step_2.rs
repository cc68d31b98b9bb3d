//! The numbers in the sentences of Step 2's exercises.

#[path = "../forward/mod.rs"]
mod forward;

use forward::Slopes;
use typeset::{Facts, percent};

pub fn facts(facts: Facts) -> Facts {
    dual_slopes(facts)
}

/// Of 2.A.
fn dual_slopes(facts: Facts) -> Facts {
    let slopes = Slopes::of_ava();
    let share = slopes.at_random / slopes.along_gradient;
    assert!(share < 0.07, "the text says so");
    facts
        .with("dual-difference", format!("{:.0e}", slopes.difference))
        .with("dual-at-random", percent(share, 1))
}
