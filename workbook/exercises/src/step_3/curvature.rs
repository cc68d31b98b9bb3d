//! 3.D The Longest Step
//!
//! The page: `src/step-3-attention/exercises.md`.

use step_2_autograd::Scalar;

/// How fast the slope changes along the gradient, per unit of the way:
/// `gᵀHg / gᵀg`, with the gradient `g` and its derivative `H`, the Hessian. The
/// product `Hg` is not built from `H`, but by nudging the parameters along `g`
/// by a tiny length to either side, and comparing the gradients there.
/// `gradient` is the function that finds them; `params` `[n]` to `[n]`.
///
/// ```
/// use workbook_exercises::step_3::curvature::curvature;
///
/// // The loss 3a² + b² has the gradient (6a, 2b): along a it bends by 6.
/// let gradient = |p: &[f64]| vec![6.0 * p[0], 2.0 * p[1]];
/// assert!((curvature(&[1.0, 0.0], gradient) - 6.0).abs() < 1e-6);
/// assert!((curvature(&[0.0, 1.0], gradient) - 2.0).abs() < 1e-6);
/// ```
pub fn curvature(params: &[f64], gradient: impl Fn(&[f64]) -> Vec<f64>) -> f64 {
    todo!()
}

/// The learning rate at which a step of gradient descent is as far up again as
/// it went down, if the slope goes on changing as it does here: `2 / curvature`.
/// Where the ground bends the other way, there is none.
pub fn longest_rate(curvature: f64) -> f64 {
    todo!()
}
