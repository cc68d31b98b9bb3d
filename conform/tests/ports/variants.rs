//! Every variant is known by its losses.

use conform::reference::{NUM_STEPS, Original};
use conform::variation::{Sampling, Trial, VARIANTS, Variation};
use conform::verdict::{Kind, compare};
use conform::{Log, Port};
use portable::PythonRandom;
use rayon::prelude::*;

/// The output of a run: some losses, to some digits.
fn port(losses: impl Iterator<Item = f64>, count: usize, digits: u32) -> Port {
    Port::of_losses(losses.take(count), digits)
}

/// How many steps it takes until the variant is like no other.
fn steps_to_tell(name: &str) -> usize {
    match name {
        "decay-to-0" | "decay-from-1" => 300,
        _ => 40,
    }
}

#[test]
fn every_variant_is_told_by_its_name() {
    // What is single is no mistake.
    let mistakes = VARIANTS
        .par_iter()
        .filter(|it| !it.variation().training.single);
    mistakes.for_each(|variant| {
        let port = port(variant.trial(), steps_to_tell(variant.name), 4);
        let verdict = compare(&port, None);
        assert_eq!(verdict.kind, Kind::Differs, "{}", variant.name);
        assert!(!verdict.conforms());
        let reason = verdict.reason.expect(variant.name);
        assert!(reason.is_whole(), "{}: {reason:?}", variant.name);
        assert_eq!(reason.name(), Some(variant.name));
        assert!(reason.others.is_empty(), "{}: {reason:?}", variant.name);
    });
}

#[test]
fn single_precision_conforms() {
    let variant = VARIANTS.last().expect("f32");
    assert_eq!(variant.name, "f32");
    let verdict = compare(&port(variant.trial(), 1000, 4), None);
    assert_eq!(verdict.kind, Kind::Conforms);
    let verdict = compare(&port(variant.trial(), 1000, 9), None);
    assert_eq!(verdict.kind, Kind::ConformsInSinglePrecision);
    assert!(verdict.conforms());
    let said = verdict.to_string();
    assert!(said.contains("1,000, none further than 1.0e-6"), "{said}");
}

#[test]
fn a_change_is_known_in_single_precision_too() {
    let mut variation = Variation::default();
    variation.training.beta2 = 0.999;
    variation.training.single = true;
    let verdict = compare(&port(Trial::new(variation), 60, 9), None);
    assert_eq!(verdict.kind, Kind::Differs);
    let said = verdict.to_string().replace("\n            ", " ");
    assert!(said.contains("β2 = 0.999, not 0.99, in single"), "{said}");
}

#[test]
fn a_change_on_top_of_a_known_one_is_told_apart() {
    let mut variation = Variation::default();
    variation.model.block_size = 8;
    variation.training.beta2 = 0.9;
    let verdict = compare(&port(Trial::new(variation), 50, 4), None);
    let reason = verdict.reason.clone().expect("a known beginning");
    assert_eq!(reason.name(), Some("block-8"));
    assert!(!reason.is_whole());
    let said = verdict.to_string();
    assert!(said.contains("Something else"), "{said}");
    // A rate that is not in the catalogue: the first loss is right.
    let mut variation = Variation::default();
    variation.training.rate = 0.02;
    let verdict = compare(&port(Trial::new(variation), 50, 4), None);
    assert!(verdict.reason.is_none());
    let told = verdict.told.expect("what can be told");
    assert!(told.contains("The second tests the signs"), "{told}");
}

#[test]
fn a_run_of_another_length_is_known() {
    let mut variation = Variation::default();
    variation.training.num_steps = 100;
    let mut log = Log::default();
    for (step, loss) in Trial::new(variation).enumerate() {
        log.read(format!("step {step}/100 loss={loss:.6}\n").as_bytes());
    }
    let said = compare(&Port::new(&[log]), None).to_string();
    assert!(said.contains("planned for 100 steps"), "{said}");
}

#[test]
fn not_every_step_has_to_be_printed() {
    let reference = Original::LAST.losses(NUM_STEPS);
    let every_100th = |first: usize| {
        let mut log = Log::default();
        for step in (first..=1000).step_by(100) {
            let loss = reference[(step - 1).min(999)];
            log.read(format!("[{step}] loss {loss:.8}\r\n").as_bytes());
        }
        compare(&Port::new(&[log]), None)
    };
    for verdict in [every_100th(1), every_100th(100)] {
        assert_eq!(verdict.kind, Kind::Conforms);
        assert_eq!(verdict.compared, (10, 8));
    }
}

#[test]
fn samples_that_are_drawn_otherwise_are_known() {
    let mut trial = Trial::new(Variation::default());
    let losses: Vec<f64> = trial.by_ref().collect();
    let mut port = port(losses.into_iter(), 1000, 4);
    port.samples = trial.samples(
        Sampling {
            temperature: 1.0,
            ..Sampling::default()
        },
        trial.rng(),
    );
    let verdict = compare(&port, None);
    assert_eq!(verdict.kind, Kind::DiffersInSamples);
    let reason = verdict.samples.reason.expect("a known reason");
    assert!(reason.contains("temperature 1"), "{reason}");

    let rng = PythonRandom::new(42);
    port.samples = trial.samples(Sampling::default(), rng);
    let said = compare(&port, None).to_string();
    assert!(said.contains("start again from seed 42"), "{said}");

    port.samples = vec!["kamon".to_owned(), "anna".to_owned()];
    let said = compare(&port, None).to_string();
    assert!(said.contains("1 equal, then sample 2: \"anna\""), "{said}");
}
