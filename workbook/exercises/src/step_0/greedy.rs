//! 0.A The Likeliest Letter
//!
//! The page: `src/step-0-counting/exercises.md`.

/// Writes a document: from BOS on, always the likeliest token, until that is
/// BOS or `max_len` tokens are there. Of equally likely ones, the first.
/// `probabilities` is the model, as for
/// [`sample`](step_0_counting::sample()).
///
/// ```
/// use workbook_exercises::step_0::greedy::greedy;
///
/// let mut counts = step_0_counting::Counts::new(3);
/// counts.observe(&[2, 0, 1, 2]);
/// let doc = greedy(2, 16, |token| counts.probabilities(token));
/// assert_eq!(doc, [0, 1]);
/// ```
pub fn greedy(
    bos: usize,
    max_len: usize,
    mut probabilities: impl FnMut(usize) -> Vec<f64>,
) -> Vec<usize> {
    todo!()
}
