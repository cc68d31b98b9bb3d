//! 3.3 RMSNorm
//!
//! The page: `src/step-3-attention/3.3-rmsnorm.md`.

use crate::step_2::Scalar;

/// The vector scaled so that the mean of its squares is 1 (RMSNorm: Zhang and
/// Sennrich, 2019; here without a learned gain):
/// `x_i / sqrt(mean(x²) + 1e-5)`.
///
/// ```
/// let x = workbook::step_3::rms_norm(&[3.0, -3.0, 3.0, -3.0]);
/// assert!((x[0] - 1.0).abs() < 1e-6 && (x[1] + 1.0).abs() < 1e-6);
/// ```
pub fn rms_norm<S: Scalar>(x: &[S]) -> Vec<S> {
    todo!()
}
