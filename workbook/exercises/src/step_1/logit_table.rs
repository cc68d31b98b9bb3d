//! 1.B A Table That Walks
//!
//! The page: `src/step-1-gradient-descent/exercises.md`.

use portable::math;
use step_1_gradient_descent::softmax;

/// The loss of a document and its gradient, `[vocab_size * vocab_size]`, for a
/// model that is nothing but logits: row after row, one for each token, and in
/// it a score for each next token.
///
/// Over the `n` pairs of the document, `∂L/∂z_ij` is the sum of
/// `(p_j - [j = target]) / n` where the token is `i`.
///
/// ```
/// use workbook_exercises::step_1::logit_table::gradient;
///
/// let (loss, grad) = gradient(2, &[0.0; 4], &[1, 0, 1]);
/// assert_eq!(loss, portable::math::ln(2.0));
/// assert_eq!(grad, [0.25, -0.25, -0.25, 0.25]);
/// ```
pub fn gradient(
    vocab_size: usize,
    logits: &[f64],
    tokens: &[usize],
) -> (f64, Vec<f64>) {
    todo!()
}
