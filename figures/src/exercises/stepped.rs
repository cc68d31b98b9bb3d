//! Step 5's model, trained with a rule of the figure's own.

use runs::{NUM_STEPS, Weights, mean_over, validation_set};
use step_4_transformer::{Config, Gpt};
use step_5_adam::Trainer;

pub const CONFIG: Config = Config::of_the_guide(27);

/// The parameters after a thousand names, and their validation loss. `rule` gets
/// the number of the step, the parameters and their gradient.
pub fn run(
    weights: Weights,
    mut rule: impl FnMut(usize, &mut [f64], Vec<f64>),
) -> (Vec<f64>, f64) {
    let start = weights.start();
    let docs = &start.corpus.docs;
    let mut trainer = Trainer::new(CONFIG, &mut start.rng.clone());
    for (step, tokens) in docs.iter().enumerate().take(NUM_STEPS) {
        let (_, grads) = trainer.gradient(tokens);
        let grad = grads.first(trainer.params.len()).to_vec();
        rule(step, &mut trainer.params, grad);
    }
    let loss = {
        let gpt = Gpt::new(CONFIG, &trainer.params);
        mean_over(validation_set(docs), |tokens| gpt.loss(tokens))
    };
    (trainer.params, loss)
}
