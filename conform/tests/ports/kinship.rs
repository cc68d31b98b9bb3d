//! Ports whose digits agree with no run.

use conform::Port;
use conform::kinship::Kinship;
use conform::learning::Learning;
use conform::reference::{NUM_STEPS, Original};
use conform::report::BEYOND_LOSSES;
use conform::variation::{Trial, Variant, Variation};
use conform::verdict::{Verdict, compare};
use rayon::prelude::*;

#[test]
fn correlation_is_of_shape_not_of_size() {
    let reference: Vec<f64> = (1..=40).map(f64::from).collect();
    let of = |loss: fn(f64) -> f64| {
        let port = Port::of_losses(reference.iter().copied().map(loss), 4);
        let kinship = Kinship::find(&port, &reference);
        kinship.expect("enough losses").correlation
    };
    assert!((of(|x| 20.0 * x - 10.0) - 1.0).abs() < 1e-12);
    assert!((of(|x| 41.0 - x) + 1.0).abs() < 1e-12);
}

#[test]
fn names_are_told_apart_whatever_the_weights() {
    let reference = Original::LAST.losses(NUM_STEPS);
    let has_same_names = |name: &str| {
        let variant = Variant::named(name).expect("a variant");
        let port = Port::of_losses(variant.trial().take(200), 4);
        let kinship = Kinship::find(&port, &reference);
        kinship.expect("enough losses").has_same_names()
    };
    for name in ["head-last", "xavier", "no-positions", "tied"] {
        assert!(has_same_names(name), "{name}");
    }
    for name in ["seed-0", "unshuffled", "with-replacement"] {
        assert!(!has_same_names(name), "{name}");
    }
}

/// The verdict on a port that has a variant's change, and random numbers of
/// its own.
fn verdict(name: &str, seed: u32) -> Verdict {
    let mut variation = match name {
        "none" => Variation::default(),
        _ => Variant::named(name).expect("a variant").variation(),
    };
    variation.start.seed = seed;
    compare(&Port::of_losses(Trial::new(variation), 4), None)
}

/// How it learns.
fn learning(verdict: &Verdict) -> Learning {
    verdict.beside.as_ref().expect("means").learning()
}

#[test]
fn a_port_that_learns_badly_is_told_so_without_its_digits() {
    let changes = ["norm-detached", "frozen-embeddings"];
    let ports = changes.map(|name| (1001..1005).map(move |it| (name, it)));
    let ports: Vec<_> = ports.into_iter().flatten().collect();
    ports.par_iter().for_each(|&(name, seed)| {
        let verdict = verdict(name, seed);
        assert_eq!(learning(&verdict), Learning::Worse, "{name} {seed}");
        let said = verdict.to_string();
        assert!(said.contains("worse than it should"), "{said}");
    });
}

#[test]
fn what_losses_cannot_tell_is_said() {
    let ports = ["none", "cut-gradients", "softmax-detached"];
    ports.par_iter().zip(1005..1008).for_each(|(name, seed)| {
        let verdict = verdict(name, seed);
        assert_eq!(learning(&verdict), Learning::AsItShould, "{name}");
        let said = verdict.to_string().replace("\n            ", " ");
        assert!(said.contains(BEYOND_LOSSES), "{said}");
        assert!(said.contains("other names"), "{said}");
    });
}

#[test]
fn a_short_run_is_compared_with_short_runs() {
    let mut variation = Variation::default();
    variation.start.seed = 77;
    variation.training.num_steps = 120;
    let of = |variation| {
        let verdict = compare(&Port::of_losses(Trial::new(variation), 4), None);
        learning(&verdict)
    };
    assert_eq!(of(variation), Learning::AsItShould);
    variation.training.rate = 0.0001;
    assert_eq!(of(variation), Learning::Worse);
}
