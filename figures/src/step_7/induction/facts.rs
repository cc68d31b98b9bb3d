//! The numbers in the sentences on names that come again.

use runs::text::induction::names::INVENTED;
use runs::text::induction::record::RECORD;
use typeset::{Facts, fixed, percent, thousands};

use super::head::{even, lost, scores};
use super::worth::worth;
use super::{appearance, known, line, novel, saved, second, sight};
use crate::spread::{Spread, mean};

pub fn facts(facts: Facts) -> Facts {
    let parts = [of_queequeg, of_names, of_twice, of_heads, of_worth];
    parts.iter().fold(facts, |facts, part| part(facts))
}

/// The novel's own name.
fn of_queequeg(facts: Facts) -> Facts {
    let cost = |part, which| novel("whole", part, which)[0];
    // Less and less where the model has read, and in all more elsewhere.
    let read = [1, 2, 3].map(|it| cost("training", it));
    assert!(read.is_sorted_by(|a, b| a > b));
    assert!(cost("validation", 1) > cost("training", 1) + 3.0);
    let places = novel("whole", "validation", 2)[1];
    facts
        .with("queequeg-read", fixed(read[0], 1))
        .with("queequeg-unread", fixed(cost("validation", 1), 1))
        .with("queequeg-again", fixed(places, 0))
}

/// Names at the same places.
fn of_names(facts: Facts) -> Facts {
    let invented = saved(second, "whole");
    let of_known = saved(known, "whole");
    // No saving that shows.
    for saved in [invented, of_known] {
        assert!(saved.least < -0.3 && saved.most > 0.3);
        assert!(saved.mean.abs() < 1.0);
    }
    // Nor at a later appearance.
    let bits = [1, 2, 5].map(|it| mean(&appearance("whole", "same", it)));
    assert!((bits[0] - bits[2]).abs() < 1.0);
    // As much as if each piece were drawn fairly, or more.
    let fair = 10.0 * mean(&INVENTED.map(pieces));
    assert!(bits.iter().all(|&it| it > fair));
    let places = line(&["places", "whole", "2", "Zandrey"])[0];
    let range = |of: Spread, digits| {
        format!(
            "from {} to {}",
            fixed(of.least, digits),
            fixed(of.most, digits)
        )
    };
    facts
        .with("again-invented", fixed(invented.mean, 1))
        .with("again-invented-each", range(invented, 1))
        .with("again-known", fixed(of_known.mean, 1))
        .with("again-known-each", range(of_known, 1))
        .with("again-tests", fixed(places, 0))
}

/// How many pieces an invented name has.
fn pieces(name: &str) -> f64 {
    let begin = format!("spelled\t{name}\t");
    let line = RECORD.lines().find_map(|it| it.strip_prefix(&begin));
    line.expect("its pieces").split('|').count() as f64
}

/// The same text twice.
fn of_twice(facts: Facts) -> Facts {
    let bits = |model, past| line(&["repeated", model, past])[0];
    let whole = bits("whole", "other") - bits("whole", "same");
    let mean = bits("mean", "other") - bits("mean", "same");
    let near = bits("whole", "other") - bits("whole", "novel");
    assert!(whole.abs() < 0.01, "nothing");
    assert!(mean > 0.05 && near > 0.3);
    facts
        .with("twice-mean", fixed(mean, 2))
        .with("twice-near", fixed(near, 2))
}

/// The heads of the whole model.
fn of_heads(facts: Facts) -> Facts {
    let behind = Spread::of(&scores("trained"));
    let back = Spread::of(&scores("previous"));
    assert!(behind.most < even(), "none above an even head");
    assert!(back.least > 5.0 * even(), "each of them");
    let far = sight(32) - sight(128);
    assert!((0.0..0.02).contains(&far) && sight(8) > sight(16) + 0.3);
    assert!(sight(16) > sight(32) + 0.3, "breaks down");
    let lost = lost();
    let first = Spread::of(&lost[..4]);
    let upper = Spread::of(&lost[8..]);
    assert!(first.least > 0.04 && upper.most < 0.02);
    facts
        .with("behind-most", percent(behind.most, 1))
        .with("behind-even", percent(even(), 1))
        .with("back-least", percent(back.least, 0))
        .with("back-most", percent(back.most, 0))
        .with("first-layer-lost", fixed(first.most, 2))
        .with("sight-far", fixed(far, 2))
}

/// What there was to find.
fn of_worth(facts: Facts) -> Facts {
    let worth = worth();
    facts
        .with("again-places", percent(worth.places, 0))
        .with("again-copied", percent(worth.copied, 0))
        .with("again-usual", percent(worth.usual, 0))
        .with("again-copied-only", percent(worth.copied_only, 0))
        .with("again-vocabulary", thousands(1024))
}
