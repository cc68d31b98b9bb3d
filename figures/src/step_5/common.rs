//! Shared by this step's figures: the reference run's first steps.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_1_gradient_descent::linear_decay;
use step_4_transformer::Config;
use step_5_adam::{LEARNING_RATE, Trainer};

/// How many steps the reference run has.
pub const NUM_STEPS: usize = 1000;

/// The place of `lm_head[0][0]`, the first of the weights that score an "a":
/// after the embeddings of 27 tokens and 16 positions, 16 numbers each.
pub const LM_HEAD_A: usize = (27 + 16) * 16;

/// The reference run: its data and its model before the first step.
pub fn reference_run() -> (Vec<Vec<usize>>, Trainer) {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    let config = Config::of_the_guide(tokenizer.vocab_size());
    (docs, Trainer::new(config, &mut rng))
}

/// The learning rate of a step of the reference run, counted from 0.
pub fn learning_rate(step: usize) -> f64 {
    linear_decay(LEARNING_RATE, step, NUM_STEPS)
}
