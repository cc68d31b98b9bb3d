//! What the examples of this step look at: the reference run, before its first
//! training step and after its last.

#![allow(dead_code, reason = "each example uses a part of it")]

use names::{Corpus, PythonRandom, Tokenizer};
use runs::{NUM_STEPS, corpus, mean_over};
use step_0_counting::mean_loss;
use step_1_gradient_descent::{
    Matrix, Mlp, analytic_gradient, initial_parameters, num_params,
    numerical_gradient, softmax, train,
};
use typeset::HeatMap;

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
    let mut trained = untrained.clone();
    let losses =
        train(VOCAB_SIZE, &mut trained, &docs, NUM_STEPS, 1.0).collect();
    Reference {
        tokenizer,
        docs,
        untrained,
        trained,
        losses,
        rng,
    }
}

/// The network with these parameters.
pub fn mlp(params: &[f64]) -> Mlp<'_> {
    Mlp::new(VOCAB_SIZE, params)
}

/// What the network with these parameters gives each next token.
pub fn probabilities(params: &[f64], token: usize) -> Vec<f64> {
    softmax(&mlp(params).logits(token))
}

/// The loss of a document.
pub fn loss(params: &[f64], tokens: &[usize]) -> f64 {
    mean_loss(tokens, |token| probabilities(params, token))
}

/// The mean loss of the 500 held-out names.
pub fn held_out(params: &[f64], docs: &[Vec<usize>]) -> f64 {
    mean_over(runs::held_out(docs), |tokens| loss(params, tokens))
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

/// The letters of the vocabulary, with a dot for BOS.
pub fn letters() -> Vec<String> {
    ('a'..='z').chain(['·']).map(String::from).collect()
}

/// Heat maps of the three matrices, one below the other and on one scale.
pub fn weight_maps(params: &[f64]) -> String {
    const MOST: f64 = 0.8;
    let mlp = mlp(params);
    let map = |title: &str, cells: &[Vec<f64>]| {
        HeatMap::new(title, cells).most(MOST).root_scale()
    };
    let wte = map("wte, on its side", &transposed(&mlp.wte))
        .columns("wte: token", letters())
        .rows("number of the embedding", [""; 0]);
    let fc1 = map("mlp_fc1, on its side", &transposed(&mlp.mlp_fc1))
        .columns("mlp_fc1: hidden number", [""; 0])
        .rows("number of the embedding", [""; 0]);
    let rows: Vec<Vec<f64>> = mlp.mlp_fc2.rows().map(<[f64]>::to_vec).collect();
    let fc2 = map("mlp_fc2", &rows)
        .columns("mlp_fc2: hidden number", [""; 0])
        .rows("next token, from a to BOS", [""; 0]);
    format!("{wte}{fc1}{fc2}")
}

/// The rows of a matrix as columns.
fn transposed(matrix: &Matrix) -> Vec<Vec<f64>> {
    let n_in = matrix.row(0).len();
    (0..n_in)
        .map(|j| matrix.rows().map(|row| row[j]).collect())
        .collect()
}
