//! The program's training against the original program.

use microgpt::hyperparameters::learning_rate_of;
use microgpt::sample::{Sampling, document};
use microgpt::{Checkpoint, Data, EngineName, Hyperparameters, TrainingRun};

/// The reference run by an engine, saved and resumed on its way.
fn run(engine: EngineName) -> reference::Results {
    let names = Data::read(None).expect("the names of the book");
    let hyperparameters = Hyperparameters {
        engine,
        ..Hyperparameters::default()
    };
    let mut run = TrainingRun::start(&names, hyperparameters)
        .expect("the model of the book");
    let mut losses = Vec::new();
    while !run.is_complete() {
        losses.push(run.step().expect("a finite loss"));
        if run.steps_taken() == 400 {
            let bytes = run.checkpoint().to_bytes().expect("finite numbers");
            let checkpoint = Checkpoint::from_bytes(&bytes).expect("a model");
            run =
                TrainingRun::resume(&names, checkpoint).expect("the same data");
        }
    }
    let (checkpoint, mut rng) = (run.checkpoint(), run.rng.clone());
    let model = checkpoint.model();
    let tokenizer = run.tokens.documents().expect("documents");
    let samples = (0..20)
        .map(|_| {
            document(&model, tokenizer, &[], Sampling::default(), &mut rng)
                .expect("probabilities")
        })
        .collect();
    reference::Results {
        losses,
        samples,
        params: run.params(),
    }
}

#[test]
fn the_tapes_run_is_the_originals() {
    let run = run(EngineName::Tape);
    reference::Results::of_step(5).assert_reproduced_by(&run);
}

#[test]
fn the_engines_in_f64_keep_its_digits() {
    let original = reference::Results::of_step(5);
    for engine in [EngineName::Matrix, EngineName::Simd] {
        let run = run(engine);
        let distance = original.distance(&run);
        assert!(distance.losses < 1e-9, "{engine}: {distance:?}");
        assert!(distance.params < 1e-9, "{engine}: {distance:?}");
        assert_eq!(run.samples, original.samples, "{engine}");
    }
}

#[test]
fn the_engine_in_f32_learns_as_well() {
    let original = reference::Results::of_step(5);
    let last_100 = |run: &reference::Results| {
        let (_, last) = run.losses.split_at(900);
        last.iter().sum::<f64>() / 100.0
    };
    let apart = last_100(&run(EngineName::SimdF32)) - last_100(&original);
    assert!(apart.abs() < 0.002, "{apart}");
}

#[test]
fn a_wider_model_learns_better_at_its_own_rate() {
    let names = Data::read(None).expect("the names of the book");
    let (n_embd, num_steps) = (48, 800);
    let last_losses = |seed, learning_rate| {
        let hyperparameters = Hyperparameters {
            n_embd,
            num_steps,
            seed,
            learning_rate,
            ..Hyperparameters::default()
        };
        let mut run =
            TrainingRun::start(&names, hyperparameters).expect("a small model");
        let losses = (0..num_steps).map(|_| run.step().expect("a loss"));
        losses.skip(400).sum::<f64>() / 400.0
    };
    let usual = Hyperparameters::default().learning_rate;
    for seed in [42, 43, 44] {
        let gain = last_losses(seed, usual)
            - last_losses(seed, learning_rate_of(n_embd));
        assert!(gain > 0.02, "{seed}: {gain}");
    }
}
