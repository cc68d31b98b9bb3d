//! The loss of Step 0, for any kind of number.

use crate::{Scalar, softmax};

// ANCHOR: mean-loss
/// The mean over the pairs of `tokens` of `-ln p(target | token)`. `logits` is
/// the model: it gives a score for each next token, `[vocab_size]`, after the
/// token it is handed.
///
/// # Panics
///
/// If there is no pair.
///
/// ```
/// let loss = step_2_autograd::mean_loss(&[2, 0, 1, 2], |_| vec![0.5; 3]);
/// assert!((loss - portable::math::ln(3.0)).abs() < 1e-12);
/// ```
pub fn mean_loss<S: Scalar>(
    tokens: &[usize],
    mut logits: impl FnMut(usize) -> Vec<S>,
) -> S {
    let pairs = tokens.windows(2).map(|pair| (pair[0], pair[1]));
    let losses: Vec<S> = pairs
        .map(|(token, target)| -softmax(&logits(token))[target].ln())
        .collect();
    S::sum(&losses) / losses.len() as f64
}
// ANCHOR_END: mean-loss
