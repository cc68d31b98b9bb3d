//! The gradient by trying: nudge every parameter and look.

use step_0_counting::mean_loss;

use crate::{Mlp, softmax};

// ANCHOR: numerical-gradient
/// The loss of a document and its slope along every parameter, `[num_params]`,
/// by forward differences: `∂L/∂θ ≈ (L(θ + eps) - L(θ)) / eps`.
///
/// It costs one forward pass for the loss and one more per parameter.
///
/// ```
/// use step_1_gradient_descent::{num_params, numerical_gradient};
///
/// let mut params = vec![0.1; num_params(3)];
/// let (before, grad) =
///     numerical_gradient(3, &mut params, &[2, 0, 2], 1e-5);
/// assert_eq!(params, vec![0.1; num_params(3)]); // as they were
///
/// // Downhill is where the loss is less.
/// for (p, g) in params.iter_mut().zip(&grad) {
///     *p -= 0.01 * g;
/// }
/// let (after, _) = numerical_gradient(3, &mut params, &[2, 0, 2], 1e-5);
/// assert!(after < before);
/// ```
pub fn numerical_gradient(
    vocab_size: usize,
    params: &mut [f64],
    tokens: &[usize],
    eps: f64,
) -> (f64, Vec<f64>) {
    let loss_at = |params: &[f64]| {
        let mlp = Mlp::new(vocab_size, params);
        mean_loss(tokens, |token| softmax(&mlp.logits(token)))
    };
    let loss = loss_at(params);
    let mut grad = vec![0.0; params.len()];
    for i in 0..params.len() {
        let old = params[i];
        params[i] = old + eps;
        grad[i] = (loss_at(params) - loss) / eps;
        params[i] = old;
    }
    (loss, grad)
}
// ANCHOR_END: numerical-gradient
