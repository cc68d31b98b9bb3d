//! 4.4 The Layer Loop
//!
//! The page: `src/step-4-transformer/4.4-the-layer-loop.md`.

use crate::step_1::Matrix;
use crate::step_2::{Scalar, linear, relu};
use crate::step_3::{add, rms_norm};
use crate::step_4::{Cache, Config, multi_head};

impl Config {
    /// Every matrix by its name and shape, `[n_out, n_in]`, in the order in
    /// which they lie in the flat parameters.
    ///
    /// ```
    /// let shapes = workbook::step_4::Config::of_the_guide(27).shapes();
    /// assert_eq!(shapes[0], ("wte".to_string(), [27, 16]));
    /// assert_eq!(shapes[3], ("layer0.attn_wq".to_string(), [16, 16]));
    /// ```
    pub fn shapes(&self) -> Vec<(String, [usize; 2])> {
        todo!()
    }

    /// How many parameters the matrices have in all.
    pub fn num_params(&self) -> usize {
        todo!()
    }
}

/// A GPT (after Radford et al., 2019) of any size, as matrices over flat
/// parameters.
///
/// ```
/// use workbook::step_4::{Cache, Config, Gpt};
///
/// let config = Config::of_the_guide(27);
/// let params = vec![0.0; config.num_params()];
/// let gpt = Gpt::new(config, &params);
/// let logits = gpt.logits(26, &mut Cache::new(config.n_layer));
/// assert_eq!(logits, [0.0; 27]);
/// ```
#[derive(Debug)]
pub struct Gpt<'p, S> {
    /// Its size.
    pub config: Config,
    /// Token embeddings, `[vocab_size][n_embd]`.
    pub wte: Matrix<'p, S>,
    /// Position embeddings, `[block_size][n_embd]`.
    pub wpe: Matrix<'p, S>,
    /// To logits, `[vocab_size][n_embd]`.
    pub lm_head: Matrix<'p, S>,
    /// The layers in between, `[n_layer]`.
    pub layers: Vec<Layer<'p, S>>,
}

/// One layer: attention and MLP.
#[derive(Debug)]
pub struct Layer<'p, S> {
    /// To queries, `[n_embd][n_embd]`.
    pub attn_wq: Matrix<'p, S>,
    /// To keys, `[n_embd][n_embd]`.
    pub attn_wk: Matrix<'p, S>,
    /// To values, `[n_embd][n_embd]`.
    pub attn_wv: Matrix<'p, S>,
    /// From what attention gathered, `[n_embd][n_embd]`.
    pub attn_wo: Matrix<'p, S>,
    /// First layer of the MLP, `[4 * n_embd][n_embd]`.
    pub mlp_fc1: Matrix<'p, S>,
    /// Its second layer, `[n_embd][4 * n_embd]`.
    pub mlp_fc2: Matrix<'p, S>,
}

impl<'p, S> Gpt<'p, S> {
    /// The model of this size with these parameters, matrix after matrix in
    /// the order of [`Config::shapes`].
    ///
    /// # Panics
    ///
    /// If they are not [`Config::num_params`].
    pub fn new(config: Config, mut params: &'p [S]) -> Self {
        let num_params = config.num_params();
        assert_eq!(params.len(), num_params, "one number per parameter");
        let (n_embd, rest) = (config.n_embd, &mut params);
        Gpt {
            config,
            wte: Matrix::take(rest, config.vocab_size, n_embd),
            wpe: Matrix::take(rest, config.block_size, n_embd),
            lm_head: Matrix::take(rest, config.vocab_size, n_embd),
            layers: (0..config.n_layer)
                .map(|_| Layer::take(rest, n_embd))
                .collect(),
        }
    }
}

impl<'p, S> Layer<'p, S> {
    /// Takes the next layer off the front of `params`.
    pub fn take(params: &mut &'p [S], n_embd: usize) -> Self {
        let mut take = |n_out, n_in| Matrix::take(params, n_out, n_in);
        Layer {
            attn_wq: take(n_embd, n_embd),
            attn_wk: take(n_embd, n_embd),
            attn_wv: take(n_embd, n_embd),
            attn_wo: take(n_embd, n_embd),
            mlp_fc1: take(4 * n_embd, n_embd),
            mlp_fc2: take(n_embd, 4 * n_embd),
        }
    }
}

impl<S: Scalar> Gpt<'_, S> {
    /// A score for each possible next token, `[vocab_size]`, after `token` and
    /// all that came before it. `cache` has what came before, so it says which
    /// position this is; it gains this one.
    ///
    /// # Panics
    ///
    /// If the cache already has `block_size` positions, or is not for as many
    /// layers.
    pub fn logits(&self, token: usize, cache: &mut Cache<S>) -> Vec<S> {
        todo!()
    }
}

impl<S: Scalar> Layer<'_, S> {
    /// The vector that this position gathers from all so far: `[n_embd]`. `x`
    /// is its vector, normalised. `cache` is this layer's; it gains this
    /// position.
    pub fn attention(
        &self,
        x: &[S],
        cache: &mut crate::step_3::Cache<S>,
        n_head: usize,
    ) -> Vec<S> {
        todo!()
    }

    /// The vector that this position makes of its `x`, normalised, on its own:
    /// `[n_embd]`.
    pub fn mlp(&self, x: &[S]) -> Vec<S> {
        todo!()
    }
}
