//! The model: attention, then the MLP, each around a residual.

use step_1_gradient_descent::{Matrix, N_EMBD, N_HIDDEN};
use step_2_autograd::{Scalar, linear, mean_loss, relu};

use crate::{Cache, attention_weights, rms_norm, weighted_sum};

// ANCHOR: block-size
/// The most positions that a document can have.
pub const BLOCK_SIZE: usize = 16;
// ANCHOR_END: block-size

// ANCHOR: gpt
/// A GPT of one layer with one head, as matrices over flat parameters.
///
/// ```
/// use step_3_attention::{Cache, Gpt, num_params};
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
// ANCHOR_END: gpt

// ANCHOR: new
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
// ANCHOR_END: new

// ANCHOR: num-params
/// How many parameters the matrices have in all.
///
/// ```
/// assert_eq!(step_3_attention::num_params(27), 4192);
/// ```
pub const fn num_params(vocab_size: usize) -> usize {
    let embeddings = (vocab_size + BLOCK_SIZE) * N_EMBD;
    let attention = 4 * N_EMBD * N_EMBD;
    let mlp = 2 * N_HIDDEN * N_EMBD;
    embeddings + attention + mlp + vocab_size * N_EMBD
}
// ANCHOR_END: num-params

// ANCHOR: logits
impl<S: Scalar> Gpt<'_, S> {
    /// A score for each possible next token, `[vocab_size]`, after `token` and
    /// all that came before it. `cache` has what came before, so it says which
    /// position this is; it gains this one.
    ///
    /// # Panics
    ///
    /// If the cache already has [`BLOCK_SIZE`] positions.
    pub fn logits(&self, token: usize, cache: &mut Cache<S>) -> Vec<S> {
        // ANCHOR: embed
        let position = cache.len();
        assert!(position < BLOCK_SIZE, "no position {position}");
        let x = add(self.wte.row(token), self.wpe.row(position));
        // ANCHOR_END: embed
        // ANCHOR: norms
        let x = rms_norm(&x);
        // ANCHOR: residuals
        let x = add(&self.attention(&rms_norm(&x), cache), &x);
        let x = add(&self.mlp(&rms_norm(&x)), &x);
        // ANCHOR_END: residuals
        // ANCHOR_END: norms
        linear(&x, &self.lm_head)
    }
    // ANCHOR_END: logits

    // ANCHOR: attention
    /// The vector that this position gathers from all so far: `[N_EMBD]`.
    fn attention(&self, x: &[S], cache: &mut Cache<S>) -> Vec<S> {
        let q = linear(x, &self.attn_wq);
        cache.keys.push(linear(x, &self.attn_wk));
        cache.values.push(linear(x, &self.attn_wv));
        let weights = attention_weights(&q, &cache.keys);
        let gathered = weighted_sum(&weights, &cache.values);
        linear(&gathered, &self.attn_wo)
    }
    // ANCHOR_END: attention

    // ANCHOR: mlp
    /// The vector that this position makes of it, on its own: `[N_EMBD]`.
    fn mlp(&self, x: &[S]) -> Vec<S> {
        let h = relu(&linear(x, &self.mlp_fc1)); // [N_HIDDEN]
        linear(&h, &self.mlp_fc2)
    }
}
// ANCHOR_END: mlp

// ANCHOR: add
/// The sum of two vectors of the same length.
///
/// # Panics
///
/// If they differ in length.
///
/// ```
/// assert_eq!(step_3_attention::gpt::add(&[1.0, 2.0], &[0.5, 0.5]), [1.5, 2.5]);
/// ```
pub fn add<S: Scalar>(a: &[S], b: &[S]) -> Vec<S> {
    assert_eq!(a.len(), b.len(), "a sum of unequal vectors");
    a.iter().zip(b).map(|(&a, &b)| a + b).collect()
}
// ANCHOR_END: add

// ANCHOR: loss
impl<S: Scalar> Gpt<'_, S> {
    /// The mean over the first [`BLOCK_SIZE`] pairs of `tokens` of
    /// `-ln p(target | the tokens so far)`.
    ///
    /// # Panics
    ///
    /// If there is no pair.
    pub fn loss(&self, tokens: &[usize]) -> S {
        let mut cache = Cache::new();
        let within = &tokens[..tokens.len().min(BLOCK_SIZE + 1)];
        mean_loss(within, |token| self.logits(token, &mut cache))
    }
}
// ANCHOR_END: loss
