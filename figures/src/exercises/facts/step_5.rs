//! The numbers in the sentences of Step 5's exercises.

use exercises::step_5::decay::{coupled_step, decoupled_step};
use exercises::step_5::numerals::numeral;
use step_5_adam::Adam;
use typeset::{Facts, thousands};

pub fn facts(facts: Facts) -> Facts {
    first_decay(longest(facts))
}

/// Of 5.D: the longest numeral below a thousand.
fn longest(facts: Facts) -> Facts {
    let lengths = (0..1000).map(|number| numeral(number).len());
    facts.with("longest-numeral", lengths.max().unwrap_or(0))
}

/// Of 5.E: how far a weight of 0.1 without a gradient goes in the first step.
fn first_decay(facts: Facts) -> Facts {
    let moved = |rule: fn(&mut Adam, &mut [f64], &[f64], f64, f64)| {
        let mut params = [0.1];
        rule(&mut Adam::new(1), &mut params, &[0.0], 0.01, 0.01);
        0.1 - params[0]
    };
    let [apart, inside] = [moved(decoupled_step), moved(coupled_step)];
    facts
        .with("decay-apart", format!("{apart:.5}"))
        .with("decay-inside", format!("{inside:.2}"))
        .with("decay-ratio", thousands((inside / apart).round()))
}
