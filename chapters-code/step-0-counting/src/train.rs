//! Training: be asked first, then count.

use crate::{Counts, mean_loss};

// ANCHOR: train
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
/// use step_0_counting::{Counts, train};
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
    assert!(!docs.is_empty(), "no documents to learn from");
    (0..num_steps).map(move |step| {
        let tokens = &docs[step % docs.len()];
        let loss = mean_loss(tokens, |token| counts.probabilities(token));
        counts.observe(tokens);
        loss
    })
}
// ANCHOR_END: train
