//! Models trained as Step 4 does it, from several initial weights.

use rayon::prelude::*;
use runs::{NUM_STEPS, Training, Weights, mean_over, validation_set};
use step_1_gradient_descent::{linear_decay, sgd_step};
use step_2_autograd::{Scalar, Tape};
use step_4_transformer::Config;

/// The learning rate of Steps 3 and 4.
const LEARNING_RATE: f64 = 0.1;

/// A model by its loss, for any kind of number.
pub trait Model: Sync {
    /// How many parameters it has.
    fn num_params(&self) -> usize;
    /// The loss of a document.
    fn loss<S: Scalar>(&self, params: &[S], tokens: &[usize]) -> S;
    /// The size of the book's model, if it computes the same as that.
    fn of_the_book(&self) -> Option<Config>;
}

/// The parameters after a thousand names, and their validation loss.
///
/// # Panics
///
/// If a model is not the book's that says so.
pub fn trained<M: Model>(model: &M, weights: Weights) -> (Vec<f64>, f64) {
    let start = weights.start();
    let docs = &start.corpus.docs;
    let loss = |params: &[f64]| {
        mean_over(validation_set(docs), |tokens| model.loss(params, tokens))
    };
    if let Some(config) = model.of_the_book() {
        let run = Training::transformer(config).weights(weights).run();
        assert_eq!(loss(&run.model), run.validation_loss, "the book's model");
        return (run.model, run.validation_loss);
    }
    let mut params = start.parameters(model.num_params());
    let mut tape = Tape::new();
    for (step, tokens) in docs.iter().enumerate().take(NUM_STEPS) {
        tape.clear();
        let weights = tape.leaves(&params);
        let grads = model.loss(&weights, tokens).backward();
        let grad = grads.first(params.len());
        let rate = linear_decay(LEARNING_RATE, step, NUM_STEPS);
        sgd_step(&mut params, grad, rate);
    }
    let validation = loss(&params);
    (params, validation)
}

/// The validation loss of each model (the rows) from the run's weights and from
/// so many seeds (the columns).
pub fn validation_losses<M: Model>(models: &[M], seeds: u32) -> Vec<Vec<f64>> {
    let row = |model| {
        let starts = Weights::and_seeds(seeds).into_par_iter();
        starts.map(|weights| trained(model, weights).1).collect()
    };
    models.par_iter().map(row).collect()
}
