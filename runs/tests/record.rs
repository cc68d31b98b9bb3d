//! The record is of the plans that are there, and begins as they do.

use approx::assert_relative_eq;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread;

use runs::text::groups::groups;
use runs::text::record::{Recorded, read};
use runs::text::{Plan, Streams};
use step_6_efficiency::vector::Level;

/// How many steps are taken again.
const AGAIN: usize = 2;

#[test]
fn every_plan_is_recorded_and_begins_so_again() {
    let mut pairs = Vec::new();
    for group in groups() {
        let recorded = read(group.text);
        let planned: Vec<_> = group.plans.iter().map(|it| &it.name).collect();
        let ran: Vec<_> = recorded.iter().map(|it| &it.name).collect();
        assert_eq!(ran, planned, "record {}", group.name);
        pairs.extend(group.plans.into_iter().zip(recorded));
    }
    let kinds: BTreeSet<_> = pairs.iter().map(|it| it.0.tokens).collect();
    let streams: BTreeMap<_, _> =
        kinds.into_iter().map(|it| (it, it.streams())).collect();
    // Whoever is free takes the next one.
    let rest = Mutex::new(pairs.into_iter());
    let next = || rest.lock().expect("no thread has failed").next();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((plan, run)) = next() {
                    begins_so_again(&plan, &run, &streams[&plan.tokens]);
                }
            });
        }
    });
}

/// Takes the first steps of a run again.
fn begins_so_again(plan: &Plan, run: &Recorded, streams: &Streams) {
    for (ours, theirs) in plan.first(streams, AGAIN).iter().zip(&run.first) {
        // Without fused instructions, the last digits are others.
        let digits = if Level::detect().fuses() { 1e-8 } else { 1e-4 };
        assert_relative_eq!(ours, theirs, epsilon = 0.0, max_relative = digits);
    }
}
