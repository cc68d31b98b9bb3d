//! The numbers in the sentences about the reference run.

use names::{NAMES, docs};
use portable::{PythonRandom, math};
use reference::Results;
use typeset::Facts;

pub fn figure() -> String {
    let mut rng = PythonRandom::new(42);
    let first = rng.random();
    let mut shuffled = docs(NAMES);
    PythonRandom::new(42).shuffle(&mut shuffled);

    let summaries = runs::summaries(5);
    // The losses of Step 5 that have every bit of the original's.
    let last = summaries.last().expect("the last step");
    let pairs = last.losses.iter().zip(Results::of_step(5).losses);
    let same = pairs.filter(|(ours, original)| **ours == *original).count();
    assert!(
        last.step == 5 && same < 900,
        "the text says that bits differ"
    );
    let losses = summaries.into_iter().map(|summary| {
        let original = Results::of_step(summary.step as usize);
        let ours = Results {
            losses: summary.losses,
            ..original.clone()
        };
        original.distance(&ours).losses
    });
    let furthest = losses.fold(0.0, f64::max);
    assert!(furthest < 1e-14, "the text says how near they are");

    // What a sum leaves out when it is added up in another order.
    let terms = [0.1, 0.2, 0.3];
    let forwards = terms.iter().fold(0.0, |sum, term| sum + term);
    let backwards = terms.iter().rev().fold(0.0, |sum, term| sum + term);
    assert!(forwards != backwards, "the text says that order matters");

    let facts = Facts::new()
        .with("first-random", first)
        .with("first-shuffled", shuffled[..3].join(", "))
        .with("furthest", format!("{furthest:.1e}"))
        .with("same-bits", same)
        .with("sum-forwards", forwards)
        .with("sum-backwards", backwards)
        .with("e", math::exp(1.0))
        .with("e-rounded", std::f64::consts::E);
    facts.to_string()
}
