//! 3.5 Attention: Scores and Weights
//!
//! The page: `src/step-3-attention/3.5-attention-scores-and-weights.md`.

use crate::step_2::{Scalar, softmax};

/// How much a position attends to each position so far, itself included:
/// `softmax(q · k_t / sqrt(d))` over the positions t (scaled dot-product
/// attention: Vaswani et al., 2017). Shapes: `q` `[d]`, `keys` `[positions][d]`,
/// result `[positions]`, sum 1.
///
/// ```
/// use workbook::step_3::attention_weights;
///
/// let q = [0.0, 2.0 * portable::math::ln(3.0), 0.0, 0.0];
/// let keys = [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]];
/// let weights = attention_weights(&q, &keys); // q · k is 0 and 2 ln 3
/// assert!((weights[1] - 0.75).abs() < 1e-12);
/// ```
pub fn attention_weights<S: Scalar, K: AsRef<[S]>>(
    q: &[S],
    keys: &[K],
) -> Vec<S> {
    todo!()
}
