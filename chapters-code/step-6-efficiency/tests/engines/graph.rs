//! Other shapes of the graph against the tape.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_4_transformer::Config;
use step_5_adam::{LEARNING_RATE, Trainer};
use step_6_efficiency::graph::{Arena, Graph, GraphTrainer, Pointers};
use step_6_efficiency::{Engine, train};

use crate::common::{configs, documents, trained};

/// The losses of some steps, from a model that has learned a little.
fn has_the_tapes_losses<G: Graph>() {
    for config in configs() {
        let mut tape = trained(config);
        let mut engine = resume::<G>(&tape);
        for tokens in &documents()[..6] {
            let loss = engine.step(tokens, LEARNING_RATE);
            let taped = tape.step(tokens, LEARNING_RATE);
            assert!((loss - taped).abs() < 1e-13, "{config:?}");
        }
    }
}

#[test]
fn the_arena_has_the_tapes_losses() {
    has_the_tapes_losses::<Arena>();
}

#[test]
fn pointers_have_the_tapes_losses() {
    has_the_tapes_losses::<Pointers>();
}

#[test]
fn losses_have_the_same_bits() {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    let mut tape = Trainer::new(Config::of_the_guide(27), &mut rng);
    let mut arena = resume::<Arena>(&tape);
    let mut pointers = resume::<Pointers>(&tape);
    let losses = |engine: &mut dyn Engine| -> Vec<u64> {
        let losses = train(engine, &docs, 50, LEARNING_RATE);
        losses.map(f64::to_bits).collect()
    };
    let taped = losses(&mut tape);
    assert_eq!(losses(&mut arena), taped);
    // Sorted as the original sorts, a gradient's terms add up in another
    // order, and a sum of floating point numbers depends on that. So only the
    // first loss must have the same bits.
    assert_eq!(losses(&mut pointers)[0], taped[0]);
}

fn resume<G: Graph>(tape: &Trainer) -> GraphTrainer<G> {
    let (params, adam) = (tape.params.clone(), tape.adam.clone());
    GraphTrainer::resume(tape.config, params, adam)
}
