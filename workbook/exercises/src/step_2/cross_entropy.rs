//! 2.B A Loss That Cannot Be Infinite
//!
//! The page: `src/step-2-autograd/exercises.md`.

use step_2_autograd::Scalar;

/// `-ln p(target)`, where `p` is the softmax of `logits`, without `p`:
/// `ln Σ_j exp(z_j - m) - (z_target - m)`, with the largest logit as `m`.
/// Shape: `logits` `[vocab_size]`.
///
/// ```
/// use workbook_exercises::step_2::cross_entropy::cross_entropy;
///
/// let even = cross_entropy(&[0.5; 3], 1);
/// assert!((even - portable::math::ln(3.0)).abs() < 1e-12);
/// assert_eq!(cross_entropy(&[1000.0, 0.0], 1), 1000.0);
/// ```
pub fn cross_entropy<S: Scalar>(logits: &[S], target: usize) -> S {
    todo!()
}
