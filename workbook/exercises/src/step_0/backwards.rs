//! 0.B From the Right
//!
//! The page: `src/step-0-counting/exercises.md`.

use portable::PythonRandom;
use step_0_counting::sample;

/// The documents with their tokens in the opposite order. BOS stands on both
/// sides of each, and still does.
///
/// ```
/// use workbook_exercises::step_0::backwards::backwards;
///
/// assert_eq!(backwards(&[vec![3, 0, 1, 1, 3]]), [[3, 1, 1, 0, 3]]);
/// ```
pub fn backwards(docs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    todo!()
}

/// Writes a beginning for a document whose `ending` is given, and returns the
/// whole. `probabilities` is a model of documents that are read backwards:
/// what stands *before* a token. Like
/// [`sample`](step_0_counting::sample()), it stops at BOS, or when it has
/// written `max_len` tokens.
///
/// # Panics
///
/// If the ending is empty.
///
/// ```
/// use workbook_exercises::step_0::backwards::write_before;
///
/// // Before a 1 stands a 0, and before that the beginning, which is 2.
/// let model = |token| match token {
///     1 => vec![1.0, 0.0, 0.0],
///     _ => vec![0.0, 0.0, 1.0],
/// };
/// let mut rng = portable::PythonRandom::new(42);
/// assert_eq!(write_before(&[1, 1], 2, 16, &mut rng, model), [0, 1, 1]);
/// ```
pub fn write_before(
    ending: &[usize],
    bos: usize,
    max_len: usize,
    rng: &mut PythonRandom,
    mut probabilities: impl FnMut(usize) -> Vec<f64>,
) -> Vec<usize> {
    todo!()
}
