//! Room for everything that a step computes, made once.

use step_4_transformer::Config;

/// Room for a document's step, one row per position. Everything has room
/// for `block_size` positions; shorter documents use the front.
#[derive(Clone, Debug)]
pub struct Buffers {
    /// The embeddings' sum, `[n][n_embd]`.
    pub embedded: Vec<f64>,
    /// The factors of its RMSNorm, `[n]`.
    pub scales: Vec<f64>,
    /// The results of each layer, `[n_layer]`.
    pub layers: Vec<LayerBuffers>,
    /// The output of the last layer, `[n][n_embd]`.
    pub out: Vec<f64>,
    /// Logits, and then their gradient, `[n][vocab_size]`.
    pub logits: Vec<f64>,
    /// The gradient of the residual stream, `[n][n_embd]`.
    pub d_x: Vec<f64>,
    /// The gradient of what a linear layer took, `[n][n_embd]`.
    pub d_in: Vec<f64>,
    /// The gradient within the MLP, `[n][4 * n_embd]`.
    pub d_hidden: Vec<f64>,
    /// The gradient of queries, keys and values, `[n][3 * n_embd]`.
    pub d_qkv: Vec<f64>,
    /// The gradient of a position's attention weights, `[n]`.
    pub d_weights: Vec<f64>,
}

/// Room for all that one layer computes on the way forward.
#[derive(Clone, Debug)]
pub struct LayerBuffers {
    /// The input, `[n][n_embd]`.
    pub x: Vec<f64>,
    /// The same, normalised.
    pub normed: Normed,
    /// Queries, keys and values side by side, `[n][3 * n_embd]`.
    pub qkv: Vec<f64>,
    /// Attention weights, `[n_head][n][n]`.
    pub weights: Vec<f64>,
    /// The values that the heads gathered, `[n][n_embd]`.
    pub gathered: Vec<f64>,
    /// Between attention and MLP, `[n][n_embd]`.
    pub middle: Vec<f64>,
    /// The same, normalised.
    pub middle_normed: Normed,
    /// Within the MLP, cut off at 0, `[n][4 * n_embd]`.
    pub hidden: Vec<f64>,
}

/// The rows that an RMSNorm gives.
#[derive(Clone, Debug)]
pub struct Normed {
    /// All of them, `[n][n_embd]`.
    pub values: Vec<f64>,
    /// The factor of each, `[n]`.
    pub scales: Vec<f64>,
}

impl Buffers {
    /// Room for documents of this model.
    pub fn new(config: &Config) -> Self {
        let n = config.block_size;
        let rows = |width: usize| vec![0.0; n * width];
        let n_embd = config.n_embd;
        let normed = || Normed {
            values: rows(n_embd),
            scales: rows(1),
        };
        let layer = || LayerBuffers {
            x: rows(n_embd),
            normed: normed(),
            qkv: rows(3 * n_embd),
            weights: rows(config.n_head * n),
            gathered: rows(n_embd),
            middle: rows(n_embd),
            middle_normed: normed(),
            hidden: rows(4 * n_embd),
        };
        Buffers {
            embedded: rows(n_embd),
            scales: rows(1),
            layers: (0..config.n_layer).map(|_| layer()).collect(),
            out: rows(n_embd),
            logits: rows(config.vocab_size),
            d_x: rows(n_embd),
            d_in: rows(n_embd),
            d_hidden: rows(4 * n_embd),
            d_qkv: rows(3 * n_embd),
            d_weights: rows(1),
        }
    }
}
