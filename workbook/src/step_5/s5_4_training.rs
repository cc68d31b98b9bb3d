//! 5.4 Training and Results
//!
//! The page: `src/step-5-adam/5.4-training-and-results.md`.

use portable::PythonRandom;

use crate::step_1::{initial_parameters, linear_decay};
use crate::step_2::{Gradients, Tape};
use crate::step_4::{Config, Gpt};
use crate::step_5::Adam;

/// A model that is being trained: its parameters, the optimizer's memory, and
/// a tape to run it on.
///
/// ```
/// use workbook::step_4::Config;
/// use workbook::step_5::Trainer;
///
/// let mut rng = portable::PythonRandom::new(42);
/// let mut trainer = Trainer::new(Config::of_the_guide(27), &mut rng);
/// let ava = [26, 0, 21, 0, 26];
/// let first = trainer.step(&ava, 0.01);
/// assert!(trainer.step(&ava, 0.01) < first);
/// ```
#[derive(Debug)]
pub struct Trainer {
    /// The model's size.
    pub config: Config,
    /// The model's parameters, `[num_params]`.
    pub params: Vec<f64>,
    /// The optimizer.
    pub adam: Adam,
    pub tape: Tape,
}

impl Trainer {
    /// A model with random parameters.
    pub fn new(config: Config, rng: &mut PythonRandom) -> Self {
        let params = initial_parameters(config.num_params(), rng);
        let adam = Adam::new(params.len());
        Trainer::resume(config, params, adam)
    }

    /// A model that has been trained before.
    pub fn resume(config: Config, params: Vec<f64>, adam: Adam) -> Self {
        Trainer {
            config,
            params,
            adam,
            tape: Tape::new(),
        }
    }

    /// The loss of a document and its gradient; nothing is learned yet.
    pub fn gradient(&mut self, tokens: &[usize]) -> (f64, Gradients) {
        todo!()
    }

    /// Learns from one document. Returns its loss, as it was before.
    pub fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64 {
        todo!()
    }
}

/// The learning rate that Adam starts with.
pub const LEARNING_RATE: f64 = 0.01;

/// Takes `num_steps` documents in turn, with a learning rate that decays from
/// `learning_rate` towards 0. The iterator gives the losses; nothing is
/// learned until they are asked for.
///
/// # Panics
///
/// If there are no documents.
///
/// ```
/// use workbook::step_4::Config;
/// use workbook::step_5::{LEARNING_RATE, Trainer, train};
///
/// let mut rng = portable::PythonRandom::new(42);
/// let mut trainer = Trainer::new(Config::of_the_guide(27), &mut rng);
/// let ava = vec![26, 0, 21, 0, 26];
/// let losses: Vec<f64> =
///     train(&mut trainer, &[ava], 10, LEARNING_RATE).collect();
/// assert!(losses[9] < losses[0]);
/// ```
pub fn train(
    trainer: &mut Trainer,
    docs: &[Vec<usize>],
    num_steps: usize,
    learning_rate: f64,
) -> impl Iterator<Item = f64> {
    std::iter::from_fn(|| todo!())
}
