//! The record is of the plans that are there, and begins as they do.

use approx::assert_relative_eq;
use std::collections::BTreeMap;

use runs::text::groups::groups;
use runs::text::record::read;
use step_6_efficiency::vector::Level;

/// How many steps are taken again.
const AGAIN: usize = 3;

#[test]
fn every_plan_is_recorded_and_begins_so_again() {
    let mut streams = BTreeMap::new();
    for group in groups() {
        let recorded = read(group.text);
        let names = |name: &str| name.to_owned();
        let planned: Vec<_> =
            group.plans.iter().map(|plan| names(&plan.name)).collect();
        let ran: Vec<_> = recorded.iter().map(|run| names(&run.name)).collect();
        assert_eq!(ran, planned, "record {}", group.name);
        for (plan, run) in group.plans.iter().zip(&recorded) {
            let streams = streams
                .entry(plan.tokens)
                .or_insert_with(|| plan.tokens.streams());
            let again = plan.first(streams, AGAIN);
            for (ours, theirs) in again.iter().zip(&run.first) {
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
}
