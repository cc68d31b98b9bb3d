//! 0.7 Inference
//!
//! The page: `src/step-0-counting/0.7-inference.md`.

use portable::PythonRandom;

/// Draws a document: from BOS on, one token after another, each in proportion
/// to its probability, until BOS comes again or `max_len` tokens are there.
/// `probabilities` is the model, as for [`mean_loss`](crate::step_0::mean_loss).
///
/// ```
/// use workbook::step_0::{Counts, sample};
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
    todo!()
}
