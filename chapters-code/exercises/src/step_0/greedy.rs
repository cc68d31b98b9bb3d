//! Writing without chance.

// ANCHOR: greedy
/// Writes a document: from BOS on, always the likeliest token, until that is
/// BOS or `max_len` tokens are there. Of equally likely ones, the first.
/// `probabilities` is the model, as for
/// [`sample`](step_0_counting::sample()).
///
/// ```
/// use exercises::step_0::greedy::greedy;
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
    let mut tokens = Vec::new();
    let mut token = bos;
    while tokens.len() < max_len {
        token = likeliest(&probabilities(token));
        if token == bos {
            break;
        }
        tokens.push(token);
    }
    tokens
}
// ANCHOR_END: greedy

// ANCHOR: likeliest
/// The place of the largest number; of equals, the first.
fn likeliest(probabilities: &[f64]) -> usize {
    let mut likeliest = 0;
    for (token, &p) in probabilities.iter().enumerate() {
        if p > probabilities[likeliest] {
            likeliest = token;
        }
    }
    likeliest
}
// ANCHOR_END: likeliest
