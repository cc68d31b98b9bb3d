//! A table of logits, trained by gradient descent.

use portable::math;
use step_1_gradient_descent::softmax;

// ANCHOR: gradient
/// The loss of a document and its gradient, `[vocab_size * vocab_size]`, for a
/// model that is nothing but logits: row after row, one for each token, and in
/// it a score for each next token.
///
/// Over the `n` pairs of the document, `∂L/∂z_ij` is the sum of
/// `(p_j - [j = target]) / n` where the token is `i`.
///
/// ```
/// use exercises::step_1::logit_table::gradient;
///
/// let (loss, grad) = gradient(2, &[0.0; 4], &[1, 0, 1]);
/// assert_eq!(loss, portable::math::ln(2.0));
/// assert_eq!(grad, [0.25, -0.25, -0.25, 0.25]);
/// ```
pub fn gradient(
    vocab_size: usize,
    logits: &[f64],
    tokens: &[usize],
) -> (f64, Vec<f64>) {
    let mut grad = vec![0.0; logits.len()];
    let mut loss = 0.0;
    let pairs = tokens.windows(2);
    let n = pairs.len() as f64;
    for pair in pairs {
        let (token, target) = (pair[0], pair[1]);
        let row = token * vocab_size..(token + 1) * vocab_size;
        let probs = softmax(&logits[row.clone()]);
        loss -= math::ln(probs[target]) / n;
        let d_row = &mut grad[row];
        d_row[target] -= 1.0 / n;
        for (d, p) in d_row.iter_mut().zip(&probs) {
            *d += p / n;
        }
    }
    (loss, grad)
}
// ANCHOR_END: gradient

#[cfg(test)]
mod tests {
    use super::gradient;

    #[test]
    fn it_is_what_nudging_finds() {
        let doc = [2, 0, 0, 1, 2];
        let mut logits = [0.3, -0.2, 0.5, 1.0, 0.0, -1.0, 0.7, 0.1, 0.2];
        let (_, grad) = gradient(3, &logits, &doc);
        for i in 0..logits.len() {
            let [up, down] = [1e-6, -2e-6].map(|nudge| {
                logits[i] += nudge;
                gradient(3, &logits, &doc).0
            });
            logits[i] += 1e-6;
            approx::assert_abs_diff_eq!(
                grad[i],
                (up - down) / 2e-6,
                epsilon = 1e-8
            );
        }
    }
}
