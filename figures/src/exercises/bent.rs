//! Of 3.D: what each step of a run of Step 3 does to its name.

use std::sync::LazyLock;

use exercises::step_3::curvature::{curvature, longest_rate};
use runs::{NUM_STEPS, Start, mean_over, validation_set};
use step_1_gradient_descent::{linear_decay, sgd_step};
use step_2_autograd::Tape;
use step_3_attention::{Gpt, num_params};

const VOCAB_SIZE: usize = 27;

/// A training step.
pub struct Step {
    pub rate: f64,
    /// By the curvature where the step begins.
    pub longest_rate: f64,
    /// The loss of the step's name, before and after.
    pub own: [f64; 2],
    /// The parameters after the step.
    pub params: Vec<f64>,
}

/// The first steps of the run of 3.8 that ends in NaN. Two figures ask for them.
pub fn too_fast() -> &'static [Step] {
    static STEPS: LazyLock<Vec<Step>> = LazyLock::new(|| steps(1.0, 104));
    &STEPS
}

/// The first steps of a run of a thousand.
pub fn steps(learning_rate: f64, num_steps: usize) -> Vec<Step> {
    let start = Start::of_the_book();
    let mut params = start.parameters(num_params(VOCAB_SIZE));
    let step = |step| {
        let tokens = &start.corpus.docs[step];
        let rate = linear_decay(learning_rate, step, NUM_STEPS);
        let bend = curvature(&params, |params| gradient(params, tokens));
        let before = loss(&params, tokens);
        let downhill = gradient(&params, tokens);
        sgd_step(&mut params, &downhill, rate);
        Step {
            rate,
            longest_rate: longest_rate(bend),
            own: [before, loss(&params, tokens)],
            params: params.clone(),
        }
    };
    (0..num_steps).map(step).collect()
}

/// The mean loss over a hundred validation names.
pub fn others(params: &[f64]) -> f64 {
    let docs = &Start::of_the_book().corpus.docs;
    mean_over(&validation_set(docs)[..100], |tokens| loss(params, tokens))
}

fn loss(params: &[f64], tokens: &[usize]) -> f64 {
    Gpt::new(VOCAB_SIZE, params).loss(tokens)
}

fn gradient(params: &[f64], tokens: &[usize]) -> Vec<f64> {
    let tape = Tape::new();
    let weights = tape.leaves(params);
    let loss = Gpt::new(VOCAB_SIZE, &weights).loss(tokens);
    loss.backward().first(params.len()).to_vec()
}
