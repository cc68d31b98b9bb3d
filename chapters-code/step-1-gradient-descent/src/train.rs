//! Gradient descent: many small steps downhill.

use crate::analytic_gradient;

// ANCHOR: linear_decay
/// The learning rate at `step`: from `rate` straight down towards 0.
///
/// ```
/// assert_eq!(step_1_gradient_descent::linear_decay(0.5, 0, 1000), 0.5);
/// assert_eq!(step_1_gradient_descent::linear_decay(0.5, 750, 1000), 0.125);
/// ```
pub fn linear_decay(rate: f64, step: usize, num_steps: usize) -> f64 {
    rate * (1.0 - step as f64 / num_steps as f64)
}
// ANCHOR_END: linear_decay

// ANCHOR: sgd-step
/// One step of stochastic gradient descent (after Robbins and Monro, 1951):
/// `θ ← θ - learning_rate * ∂L/∂θ`. Minus, since the gradient points uphill.
///
/// # Panics
///
/// If there are not as many gradients as parameters.
///
/// ```
/// let mut params = [1.0, 2.0];
/// step_1_gradient_descent::sgd_step(&mut params, &[0.5, -1.0], 0.5);
/// assert_eq!(params, [0.75, 2.5]);
/// ```
pub fn sgd_step(params: &mut [f64], grad: &[f64], learning_rate: f64) {
    assert_eq!(grad.len(), params.len(), "a gradient per parameter");
    for (p, g) in params.iter_mut().zip(grad) {
        *p -= learning_rate * g;
    }
}
// ANCHOR_END: sgd-step

// ANCHOR: train
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
/// use step_1_gradient_descent::{initial_parameters, num_params, train};
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
    assert!(!docs.is_empty(), "no documents to learn from");
    (0..num_steps).map(move |step| {
        // ANCHOR: gradient
        let tokens = &docs[step % docs.len()];
        let (loss, grad) = analytic_gradient(vocab_size, params, tokens);
        // ANCHOR_END: gradient
        sgd_step(params, &grad, linear_decay(learning_rate, step, num_steps));
        loss
    })
}
// ANCHOR_END: train
