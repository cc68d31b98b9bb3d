//! The numbers in the sentences of Step 1's exercises.

use exercises::step_1::tanh;
use runs::{NUM_STEPS, Start, Training, Weights};
use step_1_gradient_descent::{analytic_gradient, num_params};
use typeset::{Facts, fixed};

pub fn facts(facts: Facts) -> Facts {
    first_gradients(luck(facts))
}

/// How far the run ends from itself if only the initial weights are others.
fn luck(facts: Facts) -> Facts {
    let loss = |weights| Training::mlp().weights(weights).run().validation_loss;
    let run = loss(Weights::OfTheRun);
    let others = Weights::and_seeds(4).into_iter();
    let most = others.map(|it| (loss(it) - run).abs()).fold(0.0, f64::max);
    facts.with("mlp-luck", fixed(most, 3))
}

/// Of 1.D: how much longer the gradient is with tanh, before any training, as
/// the mean over the names of the run.
fn first_gradients(facts: Facts) -> Facts {
    let start = Start::of_the_book();
    let params = start.parameters(num_params(27));
    let names = &start.corpus.docs[..NUM_STEPS];
    let length = |grad: &[f64]| grad.iter().map(|g| g * g).sum::<f64>().sqrt();
    let [relu, tanh] = [analytic_gradient, tanh::gradient].map(|gradient| {
        let length = |doc: &[usize]| length(&gradient(27, &params, doc).1);
        runs::mean_over(names, length)
    });
    facts.with("tanh-gradient", fixed(tanh / relu, 1))
}
