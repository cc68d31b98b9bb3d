//! 3.6 Attention Output and Residuals
//!
//! The page: `src/step-3-attention/3.6-attention-output-and-residuals.md`.

use crate::step_1::{Matrix, N_EMBD, N_HIDDEN};
use crate::step_2::{Scalar, linear, relu};
use crate::step_3::{BLOCK_SIZE, Cache, add, attention_weights, rms_norm};

/// The mean of the values, weighted by attention: `Σ_t weight_t v_t`.
/// Shapes: `weights` `[positions]`, `values` `[positions][d]`, result `[d]`.
///
/// # Panics
///
/// If there are no positions.
///
/// ```
/// use workbook::step_3::weighted_sum;
///
/// let out = weighted_sum(&[0.25, 0.75], &[[4.0, 0.0], [0.0, 4.0]]);
/// assert_eq!(out, [1.0, 3.0]);
/// ```
pub fn weighted_sum<S: Scalar, V: AsRef<[S]>>(
    weights: &[S],
    values: &[V],
) -> Vec<S> {
    todo!()
}

/// A GPT of one layer with one head, as matrices over flat parameters.
///
/// ```
/// use workbook::step_3::{Cache, Gpt, num_params};
///
/// let params = vec![0.0; num_params(27)];
/// let logits = Gpt::new(27, &params).logits(26, &mut Cache::new());
/// assert_eq!(logits, [0.0; 27]);
/// ```
#[derive(Debug)]
pub struct Gpt<'p, S> {
    /// Token embeddings, `[vocab_size][N_EMBD]`.
    pub wte: Matrix<'p, S>,
    /// Position embeddings, `[BLOCK_SIZE][N_EMBD]`.
    pub wpe: Matrix<'p, S>,
    /// To queries, `[N_EMBD][N_EMBD]`.
    pub attn_wq: Matrix<'p, S>,
    /// To keys, `[N_EMBD][N_EMBD]`.
    pub attn_wk: Matrix<'p, S>,
    /// To values, `[N_EMBD][N_EMBD]`.
    pub attn_wv: Matrix<'p, S>,
    /// From what attention gathered, `[N_EMBD][N_EMBD]`.
    pub attn_wo: Matrix<'p, S>,
    /// First layer of the MLP, `[N_HIDDEN][N_EMBD]`.
    pub mlp_fc1: Matrix<'p, S>,
    /// Its second layer, `[N_EMBD][N_HIDDEN]`.
    pub mlp_fc2: Matrix<'p, S>,
    /// To logits, `[vocab_size][N_EMBD]`.
    pub lm_head: Matrix<'p, S>,
}

impl<'p, S> Gpt<'p, S> {
    /// The model with these parameters, matrix after matrix.
    ///
    /// # Panics
    ///
    /// If they are not [`num_params`].
    pub fn new(vocab_size: usize, mut params: &'p [S]) -> Self {
        assert_eq!(params.len(), num_params(vocab_size), "one number each");
        let mut take = |n_out, n_in| Matrix::take(&mut params, n_out, n_in);
        Gpt {
            wte: take(vocab_size, N_EMBD),
            wpe: take(BLOCK_SIZE, N_EMBD),
            attn_wq: take(N_EMBD, N_EMBD),
            attn_wk: take(N_EMBD, N_EMBD),
            attn_wv: take(N_EMBD, N_EMBD),
            attn_wo: take(N_EMBD, N_EMBD),
            mlp_fc1: take(N_HIDDEN, N_EMBD),
            mlp_fc2: take(N_EMBD, N_HIDDEN),
            lm_head: take(vocab_size, N_EMBD),
        }
    }
}

/// How many parameters the matrices have in all.
///
/// ```
/// assert_eq!(workbook::step_3::num_params(27), 4192);
/// ```
pub const fn num_params(vocab_size: usize) -> usize {
    let embeddings = (vocab_size + BLOCK_SIZE) * N_EMBD;
    let attention = 4 * N_EMBD * N_EMBD;
    let mlp = 2 * N_HIDDEN * N_EMBD;
    embeddings + attention + mlp + vocab_size * N_EMBD
}

impl<S: Scalar> Gpt<'_, S> {
    /// A score for each possible next token, `[vocab_size]`, after `token` and
    /// all that came before it. `cache` has what came before, so it says which
    /// position this is; it gains this one.
    ///
    /// # Panics
    ///
    /// If the cache already has [`BLOCK_SIZE`] positions.
    pub fn logits(&self, token: usize, cache: &mut Cache<S>) -> Vec<S> {
        todo!()
    }

    /// The vector that this position gathers from all so far: `[N_EMBD]`.
    pub fn attention(&self, x: &[S], cache: &mut Cache<S>) -> Vec<S> {
        todo!()
    }

    /// The vector that this position makes of it, on its own: `[N_EMBD]`.
    pub fn mlp(&self, x: &[S]) -> Vec<S> {
        todo!()
    }
}
