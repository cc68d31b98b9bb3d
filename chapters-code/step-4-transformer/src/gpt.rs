//! The model: embeddings, a loop over layers, logits.

use step_1_gradient_descent::Matrix;
use step_2_autograd::{Scalar, linear, mean_loss, relu};
use step_3_attention::gpt::add;
use step_3_attention::rms_norm;

use crate::{Cache, Config, multi_head};

// ANCHOR: gpt
/// A GPT (after Radford et al., 2019) of any size, as matrices over flat
/// parameters.
///
/// ```
/// use step_4_transformer::{Cache, Config, Gpt};
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
// ANCHOR_END: gpt

// ANCHOR: new
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
// ANCHOR_END: new

// ANCHOR: layer-take
impl<'p, S> Layer<'p, S> {
    /// Takes the next layer off the front of `params`.
    fn take(params: &mut &'p [S], n_embd: usize) -> Self {
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
// ANCHOR_END: layer-take

// ANCHOR: logits
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
        assert_eq!(cache.layers.len(), self.layers.len(), "a cache per layer");
        let position = cache.len();
        assert!(position < self.config.block_size, "no position {position}");
        let x = add(self.wte.row(token), self.wpe.row(position));
        let mut x = rms_norm(&x);
        for (layer, cache) in self.layers.iter().zip(&mut cache.layers) {
            let n_head = self.config.n_head;
            x = add(&layer.attention(&rms_norm(&x), cache, n_head), &x);
            x = add(&layer.mlp(&rms_norm(&x)), &x);
        }
        linear(&x, &self.lm_head)
    }
    // ANCHOR_END: logits
}

// ANCHOR: layer
impl<S: Scalar> Layer<'_, S> {
    /// The vector that this position gathers from all so far: `[n_embd]`. `x`
    /// is its vector, normalised. `cache` is this layer's; it gains this
    /// position.
    pub fn attention(
        &self,
        x: &[S],
        cache: &mut step_3_attention::Cache<S>,
        n_head: usize,
    ) -> Vec<S> {
        let q = linear(x, &self.attn_wq);
        cache.keys.push(linear(x, &self.attn_wk));
        cache.values.push(linear(x, &self.attn_wv));
        linear(&multi_head(&q, cache, n_head), &self.attn_wo)
    }

    /// The vector that this position makes of its `x`, normalised, on its own:
    /// `[n_embd]`.
    pub fn mlp(&self, x: &[S]) -> Vec<S> {
        let h = relu(&linear(x, &self.mlp_fc1)); // [4 * n_embd]
        linear(&h, &self.mlp_fc2)
    }
}
// ANCHOR_END: layer

// ANCHOR: loss
impl<S: Scalar> Gpt<'_, S> {
    /// The mean over the first `block_size` pairs of `tokens` of
    /// `-ln p(target | the tokens so far)`.
    ///
    /// # Panics
    ///
    /// If there is no pair.
    pub fn loss(&self, tokens: &[usize]) -> S {
        let mut cache = Cache::new(self.config.n_layer);
        let within = &tokens[..tokens.len().min(self.config.block_size + 1)];
        mean_loss(within, |token| self.logits(token, &mut cache))
    }
}
// ANCHOR_END: loss
