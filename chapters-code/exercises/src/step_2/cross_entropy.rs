//! A loss that never asks for a probability.

use step_2_autograd::Scalar;

// ANCHOR: cross-entropy
/// `-ln p(target)`, where `p` is the softmax of `logits`, without `p`:
/// `ln Σ_j exp(z_j - m) - (z_target - m)`, with the largest logit as `m`.
/// Shape: `logits` `[vocab_size]`.
///
/// ```
/// use exercises::step_2::cross_entropy::cross_entropy;
///
/// let even = cross_entropy(&[0.5; 3], 1);
/// assert!((even - portable::math::ln(3.0)).abs() < 1e-12);
/// assert_eq!(cross_entropy(&[1000.0, 0.0], 1), 1000.0);
/// ```
pub fn cross_entropy<S: Scalar>(logits: &[S], target: usize) -> S {
    let data = logits.iter().map(|z| z.data());
    let max = data.fold(f64::NEG_INFINITY, f64::max);
    let shifted: Vec<S> = logits.iter().map(|&z| z - max).collect();
    let exps: Vec<S> = shifted.iter().map(|z| z.exp()).collect();
    S::sum(&exps).ln() - shifted[target]
}
// ANCHOR_END: cross-entropy

// ANCHOR: mean-cross-entropy
/// The loss of Step 2, made of these: the mean over the pairs of `tokens`.
/// `logits` is the model, as for [`mean_loss`](step_2_autograd::mean_loss()).
///
/// # Panics
///
/// If there is no pair.
pub fn mean_cross_entropy<S: Scalar>(
    tokens: &[usize],
    mut logits: impl FnMut(usize) -> Vec<S>,
) -> S {
    let pairs = tokens.windows(2);
    let losses: Vec<S> = pairs
        .map(|pair| cross_entropy(&logits(pair[0]), pair[1]))
        .collect();
    S::sum(&losses) / losses.len() as f64
}
// ANCHOR_END: mean-cross-entropy

#[cfg(test)]
mod tests {
    use super::cross_entropy;
    use approx::assert_relative_eq;
    use step_2_autograd::{Tape, softmax};

    #[test]
    fn its_gradient_is_the_probabilities_minus_the_target() {
        let scores = [0.3, -1.2, 2.0, 0.0];
        let tape = Tape::new();
        let logits = tape.leaves(&scores);
        let grads = cross_entropy(&logits, 1).backward();
        for (i, (&z, p)) in logits.iter().zip(softmax(&scores)).enumerate() {
            let target = if i == 1 { 1.0 } else { 0.0 };
            assert_relative_eq!(
                grads.of(z),
                p - target,
                epsilon = 0.0,
                max_relative = 1e-14
            );
        }
    }
}
