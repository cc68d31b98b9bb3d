//! From a stream of tokens to a trained model.

use portable::PythonRandom;
use step_1_gradient_descent::linear_decay;
use step_4_transformer::Config;

use crate::engine::trainer::{Precision, TextTrainer};
use crate::stream::{Windows, tiles};

// ANCHOR: initial
/// Parameters to begin with, `[num_params]`, of the standard deviation
/// `init_std_dev`.
///
/// ```
/// use portable::PythonRandom;
/// use step_4_transformer::Config;
/// use step_7_text::initial_parameters;
///
/// let config = Config::of_the_guide(27);
/// let mut rng = PythonRandom::new(42);
/// let params = initial_parameters(&config, 0.02, &mut rng);
/// assert_eq!(params.len(), 4192);
/// assert!(params.iter().all(|p| p.abs() < 0.1));
/// ```
pub fn initial_parameters(
    config: &Config,
    init_std_dev: f64,
    rng: &mut PythonRandom,
) -> Vec<f64> {
    let draw = |_| rng.gauss(0.0, init_std_dev);
    (0..config.num_params()).map(draw).collect()
}
// ANCHOR_END: initial

// ANCHOR: recipe
/// How a model is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// Training steps.
    pub steps: usize,
    /// Windows in a step.
    pub batch: usize,
    /// The highest learning rate.
    pub learning_rate: f64,
    /// The steps in which the learning rate rises to it.
    pub warm_up: usize,
    /// The spread of the first random parameters.
    pub init_std_dev: f64,
    /// By how much of the learning rate parameters shrink in a step.
    pub weight_decay: f64,
}

impl Recipe {
    /// The learning rate of a step, from 0 on: up in a straight line, and from
    /// there towards 0 in another.
    ///
    /// ```
    /// use step_7_text::Recipe;
    ///
    /// let recipe = Recipe {
    ///     steps: 12,
    ///     batch: 1,
    ///     learning_rate: 1.0,
    ///     warm_up: 2,
    ///     init_std_dev: 0.02,
    ///     weight_decay: 0.0,
    /// };
    /// let rates = [0, 1, 2, 7].map(|step| recipe.rate(step));
    /// assert_eq!(rates, [0.5, 1.0, 1.0, 0.5]);
    /// ```
    pub fn rate(&self, step: usize) -> f64 {
        if step < self.warm_up {
            let risen = (step + 1) as f64 / self.warm_up as f64;
            return self.learning_rate * risen;
        }
        let (step, steps) = (step - self.warm_up, self.steps - self.warm_up);
        linear_decay(self.learning_rate, step, steps)
    }
}
// ANCHOR_END: recipe

// ANCHOR: train
/// Takes a recipe's steps, each on windows from anywhere in a stream. The
/// iterator gives the losses, in nats; nothing is learned until they are asked
/// for.
pub fn train<F: Precision>(
    trainer: &mut TextTrainer<F>,
    stream: &[usize],
    recipe: Recipe,
    rng: &mut PythonRandom,
) -> impl Iterator<Item = f64> {
    let len = trainer.config().block_size;
    (0..recipe.steps).map(move |step| {
        let windows = Windows::draw(stream, len, recipe.batch, rng);
        trainer.step(&windows, recipe.rate(step))
    })
}
// ANCHOR_END: train

/// How many windows are evaluated at a time.
const AT_ONCE: usize = 32;

// ANCHOR: evaluate
/// The loss at each position of the windows that cover a stream, in nats,
/// `[windows][block_size]`.
pub fn evaluate<F: Precision>(
    trainer: &mut TextTrainer<F>,
    stream: &[usize],
) -> Vec<f64> {
    let len = trainer.config().block_size;
    let starts = tiles(stream.len(), len);
    let some = |starts| trainer.losses(&Windows::at(stream, starts, len));
    starts.chunks(AT_ONCE).flat_map(some).collect()
}
// ANCHOR_END: evaluate
