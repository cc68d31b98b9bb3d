//! The model: a multi-layer perceptron from one token to the next.

use crate::{Matrix, linear, relu};

// ANCHOR: mlp
/// Numbers per embedding.
pub const N_EMBD: usize = 16;
/// Numbers in the hidden layer.
pub const N_HIDDEN: usize = 4 * N_EMBD;

/// The network of Step 1, as three matrices over flat parameters.
///
/// ```
/// use step_1_gradient_descent::{Mlp, num_params};
///
/// let params = vec![0.0; num_params(27)];
/// let mlp = Mlp::new(27, &params);
/// assert_eq!(mlp.logits(0), [0.0; 27]);
/// ```
#[derive(Debug)]
pub struct Mlp<'p, S = f64> {
    /// Token embeddings, `[vocab_size][N_EMBD]`.
    pub wte: Matrix<'p, S>,
    /// First layer, `[N_HIDDEN][N_EMBD]`.
    pub mlp_fc1: Matrix<'p, S>,
    /// Second layer, `[vocab_size][N_HIDDEN]`.
    pub mlp_fc2: Matrix<'p, S>,
}

impl<'p, S> Mlp<'p, S> {
    /// The network with these parameters, matrix after matrix.
    ///
    /// # Panics
    ///
    /// If they are not [`num_params`].
    pub fn new(vocab_size: usize, mut params: &'p [S]) -> Self {
        assert_eq!(params.len(), num_params(vocab_size), "one number each");
        Mlp {
            wte: Matrix::take(&mut params, vocab_size, N_EMBD),
            mlp_fc1: Matrix::take(&mut params, N_HIDDEN, N_EMBD),
            mlp_fc2: Matrix::take(&mut params, vocab_size, N_HIDDEN),
        }
    }
}
// ANCHOR_END: mlp

// ANCHOR: num-params
/// How many parameters the three matrices have in all.
///
/// ```
/// assert_eq!(step_1_gradient_descent::num_params(27), 3184);
/// ```
pub const fn num_params(vocab_size: usize) -> usize {
    vocab_size * N_EMBD + N_HIDDEN * N_EMBD + vocab_size * N_HIDDEN
}
// ANCHOR_END: num-params

// ANCHOR: logits
impl Mlp<'_> {
    /// A score for each possible next token: `[vocab_size]`.
    pub fn logits(&self, token: usize) -> Vec<f64> {
        let x = self.wte.row(token); // [N_EMBD]
        let h = relu(&linear(x, &self.mlp_fc1)); // [N_HIDDEN]
        linear(&h, &self.mlp_fc2)
    }
}
// ANCHOR_END: logits
