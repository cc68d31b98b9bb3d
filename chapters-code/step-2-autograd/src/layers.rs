//! The layers that the network is made of, for any kind of number.

use step_1_gradient_descent::Matrix;

use crate::Scalar;

// ANCHOR: linear
/// One dot product per row of `w`: `y_i = Σ_j w_ij x_j`.
/// Shapes: `w` `[n_out][n_in]`, `x` `[n_in]`, result `[n_out]`.
///
/// # Panics
///
/// If `x` has not the length of a row.
///
/// ```
/// use step_1_gradient_descent::Matrix;
/// use step_2_autograd::{Tape, linear};
///
/// let tape = Tape::new();
/// let w = tape.leaves(&[1.0, 2.0, 3.0, 4.0]);
/// let x = tape.leaves(&[10.0, 1.0]);
/// let y = linear(&x, &Matrix::take(&mut &w[..], 2, 2));
/// assert_eq!(y[1].data(), 34.0);
/// assert_eq!(y[1].backward().of(x[0]), 3.0);
/// ```
pub fn linear<S: Scalar>(x: &[S], w: &Matrix<S>) -> Vec<S> {
    w.rows().map(|row| S::dot(row, x)).collect()
}
// ANCHOR_END: linear

// ANCHOR: softmax
/// Turns any numbers into probabilities: `p_i = exp(z_i) / Σ_j exp(z_j)`.
///
/// The largest is subtracted first, as a plain number: it changes no
/// probability, so no gradient flows through it.
///
/// ```
/// let probs = step_2_autograd::softmax(&[2.0, 1.0, 0.0]);
/// assert!((probs[0] - 0.665).abs() < 0.001);
/// assert_eq!(step_2_autograd::softmax(&[1000.0, 1000.0]), [0.5, 0.5]);
/// ```
pub fn softmax<S: Scalar>(logits: &[S]) -> Vec<S> {
    let data = logits.iter().map(|z| z.data());
    let max = data.fold(f64::NEG_INFINITY, f64::max);
    let exps: Vec<S> = logits.iter().map(|&z| (z - max).exp()).collect();
    let total = S::sum(&exps);
    exps.into_iter().map(|e| e / total).collect()
}
// ANCHOR_END: softmax

// ANCHOR: relu
/// Cuts off below 0, number by number.
///
/// ```
/// assert_eq!(step_2_autograd::relu(&[-1.5, 2.0]), [0.0, 2.0]);
/// ```
pub fn relu<S: Scalar>(x: &[S]) -> Vec<S> {
    x.iter().map(|x| x.relu()).collect()
}
// ANCHOR_END: relu
