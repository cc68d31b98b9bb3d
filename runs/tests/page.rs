//! The record of the page's run is of the run that a page has.

use approx::assert_relative_eq;
use runs::text::page::{PageRun, RECIPE, recorded};
use step_7_text::MOBY_DICK;

/// How many steps are taken again.
const AGAIN: usize = 20;

#[test]
fn the_run_of_the_page_begins_as_it_is_recorded() {
    let recorded = recorded();
    assert_eq!(recorded.len(), RECIPE.steps);
    let mut run = PageRun::new(MOBY_DICK).expect("a novel");
    for _ in 0..AGAIN {
        run.step();
    }
    // The record has four digits; with fused instructions, others come after
    // them.
    for (ours, theirs) in run.losses.iter().zip(&recorded) {
        assert_relative_eq!(ours, theirs, epsilon = 1e-4, max_relative = 0.0);
    }
}
