//! 1.9 Training & Inference
//!
//! The page: `src/step-1-gradient-descent/1.9-training-inference.md`.

use crate::step_1::analytic_gradient;

/// The learning rate at `step`: from `rate` straight down towards 0.
///
/// ```
/// assert_eq!(workbook::step_1::linear_decay(0.5, 0, 1000), 0.5);
/// assert_eq!(workbook::step_1::linear_decay(0.5, 750, 1000), 0.125);
/// ```
pub fn linear_decay(rate: f64, step: usize, num_steps: usize) -> f64 {
    todo!()
}

/// One step of stochastic gradient descent (after Robbins and Monro, 1951):
/// `θ ← θ - learning_rate * ∂L/∂θ`. Minus, since the gradient points uphill.
///
/// # Panics
///
/// If there are not as many gradients as parameters.
///
/// ```
/// let mut params = [1.0, 2.0];
/// workbook::step_1::sgd_step(&mut params, &[0.5, -1.0], 0.5);
/// assert_eq!(params, [0.75, 2.5]);
/// ```
pub fn sgd_step(params: &mut [f64], grad: &[f64], learning_rate: f64) {
    todo!()
}

/// Takes `num_steps` documents in turn and moves the parameters a little
/// downhill on the loss of each, at a decaying learning rate. The iterator
/// gives that loss, one per step, as it was before the move. It is lazy:
/// nothing is learned until the next loss is asked for.
///
/// # Panics
///
/// If there are no documents.
///
/// ```
/// use workbook::step_1::{initial_parameters, num_params, train};
///
/// let mut rng = portable::PythonRandom::new(42);
/// let mut params = initial_parameters(num_params(27), &mut rng);
/// let ava = vec![26, 0, 21, 0, 26];
/// let losses: Vec<f64> = train(27, &mut params, &[ava], 10, 1.0).collect();
/// assert!(losses[9] < losses[0]);
/// ```
pub fn train(
    vocab_size: usize,
    params: &mut [f64],
    docs: &[Vec<usize>],
    num_steps: usize,
    learning_rate: f64,
) -> impl Iterator<Item = f64> {
    std::iter::from_fn(|| todo!())
}

/// Logits for a bolder or a safer choice: divided by the temperature. Below 1
/// the likely tokens become likelier, above 1 the choice becomes more even.
///
/// ```
/// use workbook::step_1::at_temperature;
///
/// assert_eq!(at_temperature(&[2.0, -1.0], 0.5), [4.0, -2.0]);
/// ```
pub fn at_temperature(logits: &[f64], temperature: f64) -> Vec<f64> {
    todo!()
}
