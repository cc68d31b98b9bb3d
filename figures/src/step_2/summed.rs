//! Runs whose gradients are added up from step to step, because nobody set them
//! back to zero; and runs that do only half of it.

use runs::{Weights, mean_over, validation_set};
use step_1_gradient_descent::{Mlp, linear_decay, num_params, sgd_step};
use step_2_autograd::{Scalar, Tape, mlp};

use super::common::{VOCAB_SIZE, loss};

/// Where the book's weights and those of how many seeds begin such runs.
const SEEDS: u32 = 5;

/// A gradient that a training step may go by.
#[derive(Clone, Copy, PartialEq)]
pub enum Gradient {
    /// That of this step's name.
    OfThisName,
    /// The sum of those of all steps so far.
    Sum,
}

/// What every training step of a run goes by.
#[derive(Clone, Copy)]
pub struct Steps {
    /// Where it goes.
    pub direction: Gradient,
    /// How far, for each unit of the learning rate.
    pub length: Gradient,
}

impl Steps {
    /// As the book's run goes.
    pub const CLEAN: Self = Steps {
        direction: Gradient::OfThisName,
        length: Gradient::OfThisName,
    };
    /// As a run goes that never clears its gradients.
    pub const ADDED: Self = Steps {
        direction: Gradient::Sum,
        length: Gradient::Sum,
    };

    /// The first names' losses, and the parameters after them.
    pub fn run(
        self,
        weights: Weights,
        num_steps: usize,
    ) -> (Vec<f64>, Vec<f64>) {
        let start = weights.start();
        let mut params = start.parameters(num_params(VOCAB_SIZE));
        let mut sum = vec![0.0; params.len()];
        let mut tape = Tape::new();
        let mut losses = Vec::new();
        for (step, tokens) in start.corpus.docs[..num_steps].iter().enumerate()
        {
            tape.clear();
            let loss = loss(&tape.leaves(&params), tokens);
            let grads = loss.backward();
            let new = grads.first(params.len());
            sum.iter_mut().zip(new).for_each(|(sum, g)| *sum += g);
            let rate = linear_decay(1.0, step, runs::NUM_STEPS);
            sgd_step(&mut params, &self.of(new, &sum), rate);
            losses.push(loss.data());
        }
        (losses, params)
    }

    /// What is taken from the parameters, at a rate of 1.
    fn of(self, new: &[f64], sum: &[f64]) -> Vec<f64> {
        let of = |gradient| match gradient {
            Gradient::OfThisName => new,
            Gradient::Sum => sum,
        };
        let (direction, length) = (of(self.direction), of(self.length));
        if self.direction == self.length {
            return direction.to_vec();
        }
        let norm = |g: &[f64]| f64::dot(g, g).sqrt();
        let scale = norm(length) / norm(direction);
        direction.iter().map(|g| g * scale).collect()
    }
}

/// The weights that these runs begin with.
pub fn starts() -> Vec<Weights> {
    Weights::and_seeds(SEEDS)
}

/// The mean loss over the validation names.
pub fn validation_loss(params: &[f64]) -> f64 {
    let model = Mlp::new(VOCAB_SIZE, params);
    let docs = Weights::OfTheRun.start().corpus.docs;
    mean_over(validation_set(&docs), |tokens| mlp::loss(&model, tokens))
}
