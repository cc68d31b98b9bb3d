//! Shared by this step's figures: the reference run, before its first
//! training step and after its last.

use crate::spread::ends;
use names::{Corpus, Tokenizer};
use portable::PythonRandom;
use runs::{Run, Training, Weights, corpus, mean_over};
use step_0_counting::mean_loss;
use step_1_gradient_descent::{
    Mlp, analytic_gradient, initial_parameters, num_params, numerical_gradient,
    softmax,
};
use typeset::fixed;
use widgets::step_1::weight_matrices;

/// The size of the vocabulary.
pub const VOCAB_SIZE: usize = 27;

/// The place of `mlp_fc2[21][5]` in the flat list: after the 27 rows of `wte`
/// and the 64 of `mlp_fc1`, 16 numbers each, and 21 rows of 64.
pub const FC2_V_5: usize = (27 + 64) * 16 + 21 * 64 + 5;

/// "ava" as tokens.
pub const AVA: [usize; 5] = [26, 0, 21, 0, 26];

/// The reference run.
pub struct Reference {
    pub tokenizer: Tokenizer,
    pub docs: Vec<Vec<usize>>,
    /// The parameters as they are drawn.
    pub untrained: Vec<f64>,
    /// The parameters after the last training step.
    pub trained: Vec<f64>,
    /// The loss of each training step.
    pub losses: Vec<f64>,
    /// The generator as it is when the sampling begins.
    pub rng: PythonRandom,
}

/// Runs it.
pub fn reference() -> Reference {
    let (Corpus { tokenizer, docs }, mut rng) = corpus();
    let untrained = initial_parameters(num_params(VOCAB_SIZE), &mut rng);
    let Run { model, losses, .. } = Training::mlp().run();
    Reference {
        tokenizer,
        docs,
        untrained,
        trained: model,
        losses,
        rng,
    }
}

/// The network with these parameters.
pub fn mlp(params: &[f64]) -> Mlp<'_> {
    Mlp::new(VOCAB_SIZE, params)
}

/// The probability of each next token, by the network with these parameters.
pub fn probabilities(params: &[f64], token: usize) -> Vec<f64> {
    softmax(&mlp(params).logits(token))
}

/// The probability of each next token after each, `[VOCAB_SIZE][VOCAB_SIZE]`.
pub fn rows(params: &[f64]) -> Vec<Vec<f64>> {
    (0..VOCAB_SIZE)
        .map(|token| probabilities(params, token))
        .collect()
}

/// The loss of a document.
pub fn loss(params: &[f64], tokens: &[usize]) -> f64 {
    mean_loss(tokens, |token| probabilities(params, token))
}

/// The mean loss of some documents.
pub fn loss_of_all(params: &[f64], docs: &[Vec<usize>]) -> f64 {
    let rows = rows(params);
    mean_over(docs, |tokens| {
        mean_loss(tokens, |token| rows[token].clone())
    })
}

/// The mean loss of the 500 validation names.
pub fn validation_loss(params: &[f64], docs: &[Vec<usize>]) -> f64 {
    loss_of_all(params, runs::validation_set(docs))
}

/// Of a run that is started from the book's initial weights and from five
/// other draws: what comes of each.
pub fn from_six_draws(run: impl Fn(Vec<f64>) -> f64) -> [f64; 6] {
    let draws = Weights::and_seeds(5).into_iter();
    let ends =
        draws.map(|it| run(it.start().parameters(num_params(VOCAB_SIZE))));
    ends.collect::<Vec<_>>().try_into().expect("six draws")
}

/// The least and the most of some losses.
pub fn least_and_most(losses: &[f64]) -> [f64; 2] {
    assert!(losses.iter().all(|loss| loss.is_finite()));
    ends(losses)
}

/// From where to where some losses lie.
pub fn span(losses: &[f64]) -> String {
    least_and_most(losses)
        .map(|loss| fixed(loss, 3))
        .join(" to ")
}

/// A mean, and its standard error.
pub fn mean_and_error(numbers: &[f64]) -> [f64; 2] {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let squares = numbers.iter().map(|x| (x - mean) * (x - mean));
    [mean, (squares.sum::<f64>() / (n - 1.0) / n).sqrt()]
}

/// The largest distance between two numbers in the same place.
pub fn largest_difference(a: &[f64], b: &[f64]) -> f64 {
    let differences = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    differences.fold(0.0, f64::max)
}

/// The largest difference between the two gradients, with this nudge.
pub fn difference_at(params: &mut [f64], tokens: &[usize], eps: f64) -> f64 {
    let (_, numerical) = numerical_gradient(VOCAB_SIZE, params, tokens, eps);
    let (_, analytic) = analytic_gradient(VOCAB_SIZE, params, tokens);
    largest_difference(&numerical, &analytic)
}

/// A token as the book names it.
pub fn letter(tokenizer: &Tokenizer, token: usize) -> String {
    let char = tokenizer.chars().get(token);
    char.map_or("BOS".into(), char::to_string)
}

/// Heat maps of the three matrices, one below the other.
pub fn weight_maps(params: &[f64]) -> String {
    let [wte, fc1, fc2] = weight_matrices::figure(&mlp(params));
    format!("{wte}{fc1}{fc2}")
}
