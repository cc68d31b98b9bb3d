//! Inference: let a model write.

use portable::PythonRandom;

// ANCHOR: sample
/// Draws a document: from BOS on, one token after another, each in proportion
/// to its probability, until BOS comes again or `max_len` tokens are there.
/// `probabilities` is the model, as for [`mean_loss`](crate::mean_loss).
///
/// ```
/// use step_0_counting::{Counts, sample};
///
/// let counts = Counts::new(27);
/// let mut rng = portable::PythonRandom::new(42);
/// let doc = sample(26, 16, &mut rng, |token| counts.probabilities(token));
/// assert!(doc.len() <= 16 && !doc.contains(&26));
/// ```
pub fn sample(
    bos: usize,
    max_len: usize,
    rng: &mut PythonRandom,
    mut probabilities: impl FnMut(usize) -> Vec<f64>,
) -> Vec<usize> {
    let mut tokens = Vec::new();
    let mut token = bos;
    while tokens.len() < max_len {
        token = rng.choose_weighted(&probabilities(token));
        if token == bos {
            break;
        }
        tokens.push(token);
    }
    tokens
}
// ANCHOR_END: sample
