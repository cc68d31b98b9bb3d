//! The whole of training: forward, backward, Adam.

use portable::PythonRandom;
use step_1_gradient_descent::{initial_parameters, linear_decay};
use step_2_autograd::{Gradients, Tape};
use step_4_transformer::{Config, Gpt};

use crate::Adam;

// ANCHOR: trainer
/// A model that is being trained: its parameters, the optimizer's memory, and
/// a tape to run it on.
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::Trainer;
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
    tape: Tape,
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
}
// ANCHOR_END: trainer

// ANCHOR: trainer-step
impl Trainer {
    /// The loss of a document and its gradient; nothing is learned yet.
    pub fn gradient(&mut self, tokens: &[usize]) -> (f64, Gradients) {
        self.tape.clear();
        let weights = self.tape.leaves(&self.params);
        let loss = Gpt::new(self.config, &weights).loss(tokens);
        (loss.data(), loss.backward())
    }

    /// Learns from one document. Returns its loss, as it was before.
    pub fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64 {
        let (loss, grads) = self.gradient(tokens);
        let grad = grads.first(self.params.len());
        self.adam.step(&mut self.params, grad, learning_rate);
        loss
    }
}
// ANCHOR_END: trainer-step

// ANCHOR: learning-rate
/// The learning rate that Adam starts with.
pub const LEARNING_RATE: f64 = 0.01;
// ANCHOR_END: learning-rate

// ANCHOR: train
/// Takes `num_steps` documents in turn, with a learning rate that decays from
/// `learning_rate` towards 0. The iterator gives the losses; nothing is
/// learned until they are asked for.
///
/// # Panics
///
/// If there are no documents.
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::{LEARNING_RATE, Trainer, train};
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
    assert!(!docs.is_empty(), "no documents to learn from");
    (0..num_steps).map(move |step| {
        let tokens = &docs[step % docs.len()];
        trainer.step(tokens, linear_decay(learning_rate, step, num_steps))
    })
}
// ANCHOR_END: train

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tape_does_not_grow_from_step_to_step() {
        let mut rng = PythonRandom::new(42);
        let mut trainer = Trainer::new(Config::of_the_guide(27), &mut rng);
        let ava = [26, 0, 21, 0, 26];
        trainer.step(&ava, LEARNING_RATE);
        let numbers = trainer.tape.len();
        for _ in 0..20 {
            trainer.step(&ava, LEARNING_RATE);
        }
        assert_eq!(trainer.tape.len(), numbers);
    }
}
