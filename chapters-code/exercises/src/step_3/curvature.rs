//! How the ground bends under a step.

use step_2_autograd::Scalar;

// ANCHOR: curvature
/// How fast the slope changes along the gradient, per unit of the way:
/// `gᵀHg / gᵀg`, with the gradient `g` and its derivative `H`, the Hessian. The
/// product `Hg` is not built from `H`, but by nudging the parameters along `g`
/// by a tiny length to either side, and comparing the gradients there.
/// `gradient` is the function that finds them; `params` `[n]` to `[n]`.
///
/// ```
/// use exercises::step_3::curvature::curvature;
///
/// // The loss 3a² + b² has the gradient (6a, 2b): along a it bends by 6.
/// let gradient = |p: &[f64]| vec![6.0 * p[0], 2.0 * p[1]];
/// assert!((curvature(&[1.0, 0.0], gradient) - 6.0).abs() < 1e-6);
/// assert!((curvature(&[0.0, 1.0], gradient) - 2.0).abs() < 1e-6);
/// ```
pub fn curvature(params: &[f64], gradient: impl Fn(&[f64]) -> Vec<f64>) -> f64 {
    let g = gradient(params);
    let nudge = 1e-5 / f64::dot(&g, &g).sqrt();
    let nudged = |by: f64| -> Vec<f64> {
        params.iter().zip(&g).map(|(p, g)| p + by * g).collect()
    };
    let (ahead, behind) = (gradient(&nudged(nudge)), gradient(&nudged(-nudge)));
    let difference = f64::dot(&g, &ahead) - f64::dot(&g, &behind);
    difference / (2.0 * nudge) / f64::dot(&g, &g)
}
// ANCHOR_END: curvature

// ANCHOR: longest-rate
/// The learning rate at which a step of gradient descent is as far up again as
/// it went down, if the slope goes on changing as it does here: `2 / curvature`.
/// Where the ground bends the other way, there is none.
pub fn longest_rate(curvature: f64) -> f64 {
    if curvature > 0.0 {
        2.0 / curvature
    } else {
        f64::INFINITY
    }
}
// ANCHOR_END: longest-rate
