//! The recorded teachings are those that are there, and begin as they do.

use approx::assert_relative_eq;

use runs::text::answers::{RECORD, novel, plans, read};
use step_6_efficiency::vector::Level;

/// How many steps are taken again.
const AGAIN: usize = 3;

#[test]
fn every_teaching_is_recorded_and_begins_so_again() {
    let recorded = read(RECORD);
    let planned: Vec<_> = plans().into_iter().map(|plan| plan.name).collect();
    let ran: Vec<_> = recorded.iter().map(|it| it.name.clone()).collect();
    assert_eq!(ran, planned);
    let tokens = novel().tokens;
    let (vocabulary, streams) = (tokens.vocabulary(), tokens.streams());
    // The kept model is no part of the repository, so the teaching begins with
    // random parameters: the questions, the masks and the steps are the same.
    for (plan, taught) in plans().iter().zip(&recorded) {
        assert!(taught.first_of_random.len() >= AGAIN, "{}", plan.name);
        if plan.seed > 1 {
            continue;
        }
        let again = plan.first_of_random((&*vocabulary, &streams), AGAIN);
        for (ours, theirs) in again.iter().zip(&taught.first_of_random) {
            // Without fused instructions, the last digits are others.
            let digits = if Level::detect().fuses() { 1e-8 } else { 1e-4 };
            assert_relative_eq!(
                ours,
                theirs,
                epsilon = 0.0,
                max_relative = digits
            );
        }
    }
}
