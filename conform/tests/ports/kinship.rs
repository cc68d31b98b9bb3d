//! Ports whose digits agree with no run.

use conform::Port;
use conform::kinship::Kinship;
use conform::reference::{NUM_STEPS, Original};
use conform::variation::{Trial, Variant, Variation};

#[test]
fn correlation_is_of_shape_not_of_size() {
    let reference: Vec<f64> = (1..=40).map(f64::from).collect();
    let of = |loss: fn(f64) -> f64| {
        let port = Port::of_losses(reference.iter().copied().map(loss), 4);
        Kinship::correlation(&port, &reference).expect("enough losses")
    };
    assert!((of(|x| 20.0 * x - 10.0) - 1.0).abs() < 1e-12);
    assert!((of(|x| 41.0 - x) + 1.0).abs() < 1e-12);
}

#[test]
fn names_are_told_apart_whatever_the_weights() {
    let reference = Original::LAST.losses(NUM_STEPS);
    let of = |losses: &mut dyn Iterator<Item = f64>| {
        let port = Port::of_losses(losses, 4);
        Kinship::find(&port, &reference).expect("enough losses")
    };
    for name in ["head-last", "xavier", "no-positions", "tied"] {
        let variant = Variant::named(name).expect("a variant");
        assert!(
            of(&mut variant.trial().take(300)).has_same_names(),
            "{name}"
        );
    }
    for name in ["seed-0", "unshuffled", "with-replacement"] {
        let variant = Variant::named(name).expect("a variant");
        assert!(
            !of(&mut variant.trial().take(300)).has_same_names(),
            "{name}"
        );
    }
}

#[test]
fn a_port_that_learns_badly_is_told_so_without_its_digits() {
    let mut slow = Variation::default();
    slow.start.seed = 77;
    slow.training.rate = 0.0001;
    slow.training.num_steps = 200;
    let reference = Original::LAST.losses(NUM_STEPS);
    let of = |variation| {
        let port = Port::of_losses(Trial::new(variation), 4);
        let kinship = Kinship::find(&port, &reference)?;
        kinship.beside.map(|_| kinship.to_string())
    };
    let said = of(slow).expect("a run beside ours");
    assert!(said.contains("it learns worse"), "{said}");
    slow.training.rate = 0.01;
    let said = of(slow).expect("a run beside ours");
    assert!(said.contains("as well as it should"), "{said}");
}
