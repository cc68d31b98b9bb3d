//! Normalisation: every vector to the same scale.

use step_2_autograd::Scalar;

// ANCHOR: rms-norm
/// The vector scaled so that the mean of its squares is 1 (RMSNorm: Zhang and
/// Sennrich, 2019; here without a learned gain):
/// `x_i / sqrt(mean(x²) + 1e-5)`.
///
/// ```
/// let x = step_3_attention::rms_norm(&[3.0, -3.0, 3.0, -3.0]);
/// assert!((x[0] - 1.0).abs() < 1e-6 && (x[1] + 1.0).abs() < 1e-6);
/// ```
pub fn rms_norm<S: Scalar>(x: &[S]) -> Vec<S> {
    let mean_square = S::dot(x, x) / x.len() as f64;
    let scale = (mean_square + 1e-5).powf(-0.5);
    x.iter().map(|&x| x * scale).collect()
}
// ANCHOR_END: rms-norm
