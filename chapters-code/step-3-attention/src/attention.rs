//! Attention: a position takes what it needs from the positions before it.

use step_2_autograd::{Scalar, softmax};

// ANCHOR: attention-weights
/// How much a position attends to each position so far, itself included:
/// `softmax(q · k_t / sqrt(d))` over the positions t (scaled dot-product
/// attention: Vaswani et al., 2017). Shapes: `q` `[d]`, `keys` `[positions][d]`,
/// result `[positions]`, sum 1.
///
/// ```
/// use step_3_attention::attention_weights;
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
    let scale = (q.len() as f64).sqrt();
    let logits: Vec<S> =
        keys.iter().map(|k| S::dot(q, k.as_ref()) / scale).collect();
    softmax(&logits)
}
// ANCHOR_END: attention-weights

// ANCHOR: weighted-sum
/// The mean of the values, weighted by attention: `Σ_t weight_t v_t`.
/// Shapes: `weights` `[positions]`, `values` `[positions][d]`, result `[d]`.
///
/// # Panics
///
/// If there are no positions.
///
/// ```
/// use step_3_attention::weighted_sum;
///
/// let out = weighted_sum(&[0.25, 0.75], &[[4.0, 0.0], [0.0, 4.0]]);
/// assert_eq!(out, [1.0, 3.0]);
/// ```
pub fn weighted_sum<S: Scalar, V: AsRef<[S]>>(
    weights: &[S],
    values: &[V],
) -> Vec<S> {
    let d = values[0].as_ref().len();
    (0..d)
        .map(|j| {
            let column: Vec<S> = values.iter().map(|v| v.as_ref()[j]).collect();
            S::dot(weights, &column)
        })
        .collect()
}
// ANCHOR_END: weighted-sum
