//! How surprised a model is by a document.

use portable::math;

// ANCHOR: mean-loss
/// The mean over the pairs of `tokens` of `-ln p(target | token)`, in nats
/// (cross-entropy, after Shannon, 1948). `probabilities` is the model: it gives the
/// chance of each next token, `[vocab_size]`, after the token it is handed.
///
/// # Panics
///
/// If there is no pair.
///
/// ```
/// use step_0_counting::{Counts, mean_loss};
///
/// // A table that has seen nothing gives every token the same chance.
/// let counts = Counts::new(27);
/// let ava = [26, 0, 21, 0, 26];
/// let loss = mean_loss(&ava, |token| counts.probabilities(token));
/// assert!((loss - portable::math::ln(27.0)).abs() < 1e-12);
/// ```
pub fn mean_loss(
    tokens: &[usize],
    mut probabilities: impl FnMut(usize) -> Vec<f64>,
) -> f64 {
    assert!(tokens.len() > 1, "a loss needs a pair of tokens");
    let pairs = tokens.windows(2);
    let n = pairs.len() as f64;
    let losses = pairs.map(|pair| {
        let (token, target) = (pair[0], pair[1]);
        -math::ln(probabilities(token)[target])
    });
    losses.sum::<f64>() / n
}
// ANCHOR_END: mean-loss
