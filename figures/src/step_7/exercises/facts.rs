//! The numbers in the sentences of Step 7's exercises.

use exercises::step_7::units::Claim;
use typeset::{Facts, fixed, thousands};

use super::coded::SIZES;
use super::{claims, kept, other_merges, strides};
use crate::step_7::pieces::VALIDATION;

pub fn facts(facts: Facts) -> Facts {
    let facts = of_claims(facts);
    let [whole, half] = [64, 32].map(strides::of_the_model);
    assert!(half < whole - 0.02, "a longer past helps");
    let counts = kept::counts(0.9);
    let tenth = |tenths: usize| counts[tenths * counts.len() / 10];
    let [written, promised] = *SIZES;
    assert!((0.0..8.0).contains(&(written - promised)), "a byte at most");
    facts
        .with("stride-model-64", fixed(whole, 2))
        .with("stride-model-32", fixed(half, 2))
        .with("kept-few", tenth(1))
        .with("kept-half", tenth(5))
        .with("kept-many", tenth(9))
        .with("kept-queequ", kept::after("Queequ", 0.9))
        .with("kept-the", kept::after("of the ", 0.9))
        .with("other-merges", other_merges::MERGES)
        .with("coded-digits", thousands(written))
        .with("coded-promised", thousands(promised.round()))
        .with("coded-bytes", thousands((written / 8.0).ceil()))
        .with("coded-before", thousands(VALIDATION.len()))
}

/// The claims, each in its own unit.
fn of_claims(facts: Facts) -> Facts {
    claims::all().into_iter().fold(facts, |facts, it| {
        let number = match it.claim {
            Claim::NatsPerToken(it) | Claim::BitsPerByte(it) => fixed(it, 2),
            Claim::PerplexityPerToken(it) => fixed(it, 0),
            Claim::TimesSmaller(it) => fixed(it, 1),
        };
        let name = format!("claim-{}", it.letter.to_lowercase());
        facts.with(&name, number)
    })
}
