//! 0.6 Loss
//!
//! The page: `src/step-0-counting/0.6-loss.md`.

use portable::math;

use crate::step_0::Counts;

/// The mean over the pairs of `tokens` of `-ln p(target | token)`, in nats
/// (cross-entropy, after Shannon, 1948). `probabilities` is the model: it gives the
/// chance of each next token, `[vocab_size]`, after the token it is handed.
///
/// # Panics
///
/// If there is no pair.
///
/// ```
/// use workbook::step_0::{Counts, mean_loss};
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
    todo!()
}

/// Takes `num_steps` documents in turn, over and over if they are fewer. Each
/// is scored by the table as it stands and then counted; the iterator gives
/// the scores, one loss per step. It is lazy: nothing is counted until the
/// next loss is asked for.
///
/// # Panics
///
/// If there are no documents.
///
/// ```
/// use workbook::step_0::{Counts, train};
///
/// let ava = vec![26, 0, 21, 0, 26];
/// let mut counts = Counts::new(27);
/// let losses: Vec<f64> = train(&mut counts, &[ava], 3).collect();
/// assert!(losses[2] < losses[1] && losses[1] < losses[0]);
/// ```
pub fn train(
    counts: &mut Counts,
    docs: &[Vec<usize>],
    num_steps: usize,
) -> impl Iterator<Item = f64> {
    std::iter::from_fn(|| todo!())
}
