//! The layers that the network is made of.

use portable::math;

use crate::Matrix;

// ANCHOR: linear
/// One dot product per row of `w`: `y_i = Σ_j w_ij x_j`.
/// Shapes: `w` `[n_out][n_in]`, `x` `[n_in]`, result `[n_out]`.
///
/// # Panics
///
/// If `x` has not the length of a row.
///
/// ```
/// use step_1_gradient_descent::{Matrix, linear};
///
/// let w = Matrix::take(&mut &[1.0, 2.0, 3.0, 4.0][..], 2, 2);
/// assert_eq!(linear(&[10.0, 1.0], &w), [12.0, 34.0]);
/// ```
pub fn linear(x: &[f64], w: &Matrix) -> Vec<f64> {
    w.rows().map(|row| dot(row, x)).collect()
}

/// The products of two vectors, number by number, added up: `Σ_j a_j b_j`.
///
/// # Panics
///
/// If one is longer than the other.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len(), "a dot product of unequal vectors");
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
// ANCHOR_END: linear

// ANCHOR: softmax
/// Turns any numbers into probabilities: `p_i = exp(z_i) / Σ_j exp(z_j)`.
///
/// The largest is subtracted first. That changes no probability, and keeps
/// `exp` from overflowing.
///
/// ```
/// use step_1_gradient_descent::softmax;
///
/// let probs = softmax(&[2.0, 1.0, 0.0]);
/// assert!((probs[0] - 0.665).abs() < 0.001);
/// assert_eq!(softmax(&[1000.0, 1000.0]), [0.5, 0.5]);
/// ```
pub fn softmax(logits: &[f64]) -> Vec<f64> {
    let max = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let exps: Vec<f64> = logits.iter().map(|z| math::exp(z - max)).collect();
    let total: f64 = exps.iter().sum();
    exps.iter().map(|e| e / total).collect()
}
// ANCHOR_END: softmax

// ANCHOR: relu
/// Cuts off below 0: `max(0, x)` (rectified linear unit).
///
/// ```
/// assert_eq!(step_1_gradient_descent::relu(&[-1.5, 2.0]), [0.0, 2.0]);
/// ```
pub fn relu(x: &[f64]) -> Vec<f64> {
    x.iter().map(|&x| if x > 0.0 { x } else { 0.0 }).collect()
}
// ANCHOR_END: relu

// ANCHOR: at-temperature
/// Logits for a bolder or a safer choice: divided by the temperature. Below 1
/// the likely tokens become likelier, above 1 the choice becomes more even.
///
/// ```
/// use step_1_gradient_descent::at_temperature;
///
/// assert_eq!(at_temperature(&[2.0, -1.0], 0.5), [4.0, -2.0]);
/// ```
pub fn at_temperature(logits: &[f64], temperature: f64) -> Vec<f64> {
    logits.iter().map(|z| z / temperature).collect()
}
// ANCHOR_END: at-temperature
