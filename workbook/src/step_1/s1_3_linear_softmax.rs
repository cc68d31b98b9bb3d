//! 1.3 Linear & Softmax
//!
//! The page: `src/step-1-gradient-descent/1.3-linear-softmax.md`.

use portable::math;

use crate::step_1::Matrix;

/// One dot product per row of `w`: `y_i = Σ_j w_ij x_j`.
/// Shapes: `w` `[n_out][n_in]`, `x` `[n_in]`, result `[n_out]`.
///
/// # Panics
///
/// If `x` has not the length of a row.
///
/// ```
/// use workbook::step_1::{Matrix, linear};
///
/// let w = Matrix::take(&mut &[1.0, 2.0, 3.0, 4.0][..], 2, 2);
/// assert_eq!(linear(&[10.0, 1.0], &w), [12.0, 34.0]);
/// ```
pub fn linear(x: &[f64], w: &Matrix) -> Vec<f64> {
    todo!()
}

/// The products of two vectors, number by number, added up: `Σ_j a_j b_j`.
///
/// # Panics
///
/// If one is longer than the other.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    todo!()
}

/// Turns any numbers into probabilities: `p_i = exp(z_i) / Σ_j exp(z_j)`.
///
/// The largest is subtracted first. That changes no probability, and keeps
/// `exp` from overflowing.
///
/// ```
/// use workbook::step_1::softmax;
///
/// let probs = softmax(&[2.0, 1.0, 0.0]);
/// assert!((probs[0] - 0.665).abs() < 0.001);
/// assert_eq!(softmax(&[1000.0, 1000.0]), [0.5, 0.5]);
/// ```
pub fn softmax(logits: &[f64]) -> Vec<f64> {
    todo!()
}
