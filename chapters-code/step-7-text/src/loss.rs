//! How surprised a model is by a text, and a unit in which all can be compared.

use std::f64::consts::LN_2;

use portable::math;

// ANCHOR: mean-loss
/// The mean over a stream of `-ln p(token | context)`, in nats: each token but
/// the first, after the `longest` tokens before it, or as many as there are.
/// `probabilities` is the model: from a context to the chance of each token.
///
/// # Panics
///
/// If there is nothing to predict.
///
/// ```
/// use approx::assert_relative_eq;
///
/// // A model that knows nothing of its four tokens.
/// let loss = step_7_text::mean_loss(&[0, 3, 1], 2, |_| vec![0.25; 4]);
/// assert_relative_eq!(loss, portable::math::ln(4.0));
/// ```
pub fn mean_loss(
    stream: &[usize],
    longest: usize,
    mut probabilities: impl FnMut(&[usize]) -> Vec<f64>,
) -> f64 {
    assert!(stream.len() > 1, "a loss needs a token to predict");
    let losses = (1..stream.len()).map(|at| {
        let context = &stream[at.saturating_sub(longest)..at];
        -math::ln(probabilities(context)[stream[at]])
    });
    losses.sum::<f64>() / (stream.len() - 1) as f64
}
// ANCHOR_END: mean-loss

// ANCHOR: bits
/// What a text costs for each of its characters, in bits: `loss` is the mean
/// over its tokens, in nats.
///
/// ```
/// use approx::assert_relative_eq;
/// use step_7_text::bits_per_character;
///
/// // Of 16 equally likely tokens, one after the other: four bits each. If
/// // each stands for two characters, it is two for a character.
/// let loss = portable::math::ln(16.0);
/// assert_relative_eq!(bits_per_character(loss, 500, 500), 4.0);
/// assert_relative_eq!(bits_per_character(loss, 250, 500), 2.0);
/// ```
pub fn bits_per_character(loss: f64, tokens: usize, characters: usize) -> f64 {
    loss / LN_2 * tokens as f64 / characters as f64
}
// ANCHOR_END: bits
