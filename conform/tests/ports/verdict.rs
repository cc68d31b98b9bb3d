//! What is told beyond the name of a change.

use conform::reference::{NUM_STEPS, Original};
use conform::variation::stream::Stream;
use conform::variation::{Sampling, Start, Trial, VARIANTS, Variation};
use conform::verdict::{Kind, compare};
use conform::{Log, Port};

#[test]
fn single_precision_conforms() {
    let variant = VARIANTS.last().expect("f32");
    assert_eq!(variant.name, "f32");
    let losses: Vec<f64> = variant.trial().collect();
    let port = |digits| Port::of_losses(losses.iter().copied(), digits);
    let verdict = compare(&port(4), None);
    assert_eq!(verdict.kind, Kind::Conforms);
    let verdict = compare(&port(9), None);
    assert_eq!(verdict.kind, Kind::ConformsInSinglePrecision);
    assert!(verdict.conforms());
    let said = verdict.to_string();
    assert!(said.contains("1,000, none further than 6.7e-7"), "{said}");
}

#[test]
fn a_change_is_known_in_single_precision_too() {
    let mut variation = Variation::default();
    variation.training.beta2 = 0.999;
    variation.training.single = true;
    let port = Port::of_losses(Trial::new(variation).take(60), 9);
    let verdict = compare(&port, None);
    assert_eq!(verdict.kind, Kind::Differs);
    let said = verdict.to_string().replace("\n            ", " ");
    assert!(said.contains("β2 = 0.999, not 0.99, in single"), "{said}");
}

#[test]
fn a_run_of_another_length_is_known() {
    let mut variation = Variation::default();
    variation.training.num_steps = 100;
    let losses: Vec<f64> = Trial::new(variation).collect();
    let mut log = Log::default();
    for (step, loss) in losses.iter().enumerate() {
        log.read(format!("step {step}/100 loss={loss:.6}\n").as_bytes());
    }
    let said = compare(&Port::new(&[log]), None).to_string();
    assert!(said.contains("planned for 100 steps"), "{said}");
    // Its last step says so, too.
    let said = compare(&Port::of_losses(losses, 6), None).to_string();
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
    let losses: Vec<f64> = trial.by_ref().take(NUM_STEPS).collect();
    let mut port = Port::of_losses(losses, 4);
    port.samples = trial.samples(
        Sampling {
            temperature: 1.0,
            ..Sampling::default()
        },
        trial.stream(),
    );
    let verdict = compare(&port, None);
    assert_eq!(verdict.kind, Kind::DiffersInSamples);
    let reason = verdict.samples.reason.expect("a known reason");
    assert!(reason.contains("temperature 1"), "{reason}");

    let restarted = Stream::new(&Start::default());
    port.samples = trial.samples(Sampling::default(), restarted);
    let said = compare(&port, None).to_string();
    assert!(said.contains("start again from seed 42"), "{said}");

    port.samples = vec!["kamon".to_owned(), "anna".to_owned()];
    let said = compare(&port, None).to_string();
    assert!(said.contains("1 equal, then sample 2: \"anna\""), "{said}");
}
