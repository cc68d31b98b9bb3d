//! The same names, read from the right.

use portable::PythonRandom;
use step_0_counting::sample;

// ANCHOR: backwards
/// The documents with their tokens in the opposite order. BOS stands on both
/// sides of each, and still does.
///
/// ```
/// use exercises::step_0::backwards::backwards;
///
/// assert_eq!(backwards(&[vec![3, 0, 1, 1, 3]]), [[3, 1, 1, 0, 3]]);
/// ```
pub fn backwards(docs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let reversed = |doc: &Vec<usize>| doc.iter().rev().copied().collect();
    docs.iter().map(reversed).collect()
}
// ANCHOR_END: backwards

// ANCHOR: write-before
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
/// use exercises::step_0::backwards::write_before;
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
    assert!(!ending.is_empty(), "an ending to stand before");
    let mut tokens = sample(bos, max_len, rng, |token| {
        let is_start = token == bos;
        probabilities(if is_start { ending[0] } else { token })
    });
    tokens.reverse();
    tokens.extend(ending);
    tokens
}
// ANCHOR_END: write-before
