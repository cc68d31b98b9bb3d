//! The lengths of the gradients are those of today's runs.

use approx::assert_relative_eq;
use runs::text::Tokens;
use runs::text::lengths::{plans, recorded};

/// How many steps are taken again.
const AGAIN: usize = 3;

#[test]
fn the_first_gradients_are_as_long_again() {
    let streams = Tokens::Characters.streams();
    for plan in plans() {
        let recorded = recorded(&plan.name);
        assert_eq!(recorded.len(), plan.recipe.steps, "{}", plan.name);
        let today = plan.lengths(&streams, AGAIN);
        for (ours, theirs) in today.iter().zip(&recorded) {
            // The record has four digits after the point.
            for (ours, theirs) in ours.iter().zip(theirs) {
                assert_relative_eq!(
                    ours,
                    theirs,
                    epsilon = 6e-5,
                    max_relative = 1e-3
                );
            }
        }
    }
}
