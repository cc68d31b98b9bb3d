//! What a model writes.

use portable::{PythonRandom, math};
use step_0_counting::sample;
use step_1_gradient_descent::{at_temperature, softmax};

use super::common::Reference;

/// The rows of a model: the probability of each next token after each,
/// `[VOCAB_SIZE][VOCAB_SIZE]`.
pub type Rows = Vec<Vec<f64>>;

/// A model at a temperature. The logarithms of its probabilities are logits.
pub fn tempered(rows: &Rows, temperature: f64) -> Rows {
    let at = |row: &Vec<f64>| {
        let logits: Vec<f64> = row.iter().map(|&p| math::ln(p)).collect();
        softmax(&at_temperature(&logits, temperature))
    };
    rows.iter().map(at).collect()
}

/// The first `n` names that a model writes, as tokens.
pub fn names(
    run: &Reference,
    rows: &Rows,
    mut rng: PythonRandom,
    n: usize,
) -> Vec<Vec<usize>> {
    let bos = run.tokenizer.bos();
    (0..n)
        .map(|_| sample(bos, 16, &mut rng, |token| rows[token].clone()))
        .collect()
}
