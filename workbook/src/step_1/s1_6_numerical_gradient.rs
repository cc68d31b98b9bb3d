//! 1.6 Numerical Gradient
//!
//! The page: `src/step-1-gradient-descent/1.6-numerical-gradient.md`.

use crate::step_0::mean_loss;
use crate::step_1::{Mlp, softmax};

/// The loss of a document and its slope along every parameter, `[num_params]`,
/// by forward differences: `∂L/∂θ ≈ (L(θ + eps) - L(θ)) / eps`.
///
/// It costs one forward pass for the loss and one more per parameter.
///
/// ```
/// use workbook::step_1::{num_params, numerical_gradient};
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
    todo!()
}
