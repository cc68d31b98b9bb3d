//! Sampling among the likeliest.

// ANCHOR: top-k
/// The probabilities if only the `k` likeliest tokens may come (top-k
/// sampling: Fan, Lewis and Dauphin, 2018): those of the others are 0, and
/// what is left is scaled to a sum of 1. Of equally likely ones, the first;
/// what is no finite number is not kept.
///
/// ```
/// use exercises::step_5::top_k::top_k;
///
/// assert_eq!(top_k(&[0.25, 0.5, 0.0, 0.25], 1), [0.0, 1.0, 0.0, 0.0]);
/// let p = top_k(&[0.25, 0.5, 0.0, 0.25], 2);
/// assert!((p[0] - 1.0 / 3.0).abs() < 1e-12 && p[3] == 0.0);
/// ```
pub fn top_k(probabilities: &[f64], k: usize) -> Vec<f64> {
    let is_finite = |&token: &usize| probabilities[token].is_finite();
    let mut order: Vec<usize> =
        (0..probabilities.len()).filter(is_finite).collect();
    // The sort is stable: equals stay in their order.
    order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]));
    let mut kept = vec![0.0; probabilities.len()];
    for &token in order.iter().take(k) {
        kept[token] = probabilities[token];
    }
    let total: f64 = kept.iter().sum();
    kept.iter().map(|p| p / total).collect()
}
// ANCHOR_END: top-k

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::top_k;

    /// The sign of a computed NaN depends on the processor, and the order of
    /// `total_cmp` on its sign.
    #[test]
    fn a_computed_nan_is_never_among_the_likeliest() {
        let nan = black_box(0.0) / black_box(0.0);
        for nan in [nan, -nan] {
            assert_eq!(top_k(&[0.25, nan, 0.75], 1), [0.0, 0.0, 1.0]);
            assert_eq!(top_k(&[nan, 0.25, 0.75], 2), [0.0, 0.25, 0.75]);
        }
    }
}
