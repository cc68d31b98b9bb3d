//! The gradients of the reference run.

use std::sync::LazyLock;

use runs::NUM_STEPS;
use step_1_gradient_descent::linear_decay;
use step_4_transformer::Config;
use step_5_adam::{LEARNING_RATE, Trainer};

/// How many of them there are.
const NUM_GRADIENTS: usize = 200;

/// The gradients of the first `num_steps` names, `[num_steps][num_params]`,
/// while Adam learns from them.
pub fn gradients(num_steps: usize) -> &'static [Vec<f64>] {
    static GRADIENTS: LazyLock<Vec<Vec<f64>>> = LazyLock::new(|| {
        let (corpus, mut rng) = runs::corpus();
        let mut trainer = Trainer::new(Config::of_the_guide(27), &mut rng);
        let n = trainer.params.len();
        let learn = |(step, tokens): (usize, &Vec<usize>)| {
            let (_, grads) = trainer.gradient(tokens);
            let grad = grads.first(n);
            let rate = linear_decay(LEARNING_RATE, step, NUM_STEPS);
            trainer.adam.step(&mut trainer.params, grad, rate);
            grad.to_vec()
        };
        let names = corpus.docs.iter().take(NUM_GRADIENTS);
        names.enumerate().map(learn).collect()
    });
    &GRADIENTS[..num_steps]
}
