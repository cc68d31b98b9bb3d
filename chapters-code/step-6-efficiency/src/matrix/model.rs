//! The model, forward and backward, as a chain of layers.

use step_4_transformer::Config;

use super::dense::Matrix;
use super::layers::{
    attention, attention_backward, cross_entropy, linear, linear_backward,
    relu, relu_backward, rms_norm, rms_norm_backward,
};
use crate::engine::Pairs;

/// The matrices of a model, in the order of [`Config::shapes`]; also their
/// gradients.
#[derive(Clone, Debug)]
struct Weights {
    wte: Matrix,
    wpe: Matrix,
    lm_head: Matrix,
    layers: Vec<LayerWeights>,
}

/// The matrices of a layer.
#[derive(Clone, Debug)]
struct LayerWeights {
    attn_wq: Matrix,
    attn_wk: Matrix,
    attn_wv: Matrix,
    attn_wo: Matrix,
    mlp_fc1: Matrix,
    mlp_fc2: Matrix,
}

impl Weights {
    fn new(config: &Config, mut params: &[f64]) -> Self {
        assert_eq!(params.len(), config.num_params(), "one number each");
        let shapes = config.shapes();
        let mut matrices = shapes.iter().map(|(_, [n_out, n_in])| {
            let data;
            (data, params) = params.split_at(n_out * n_in);
            Matrix::new(*n_in, data.to_vec())
        });
        let mut next = || matrices.next().expect("a matrix per shape");
        Weights {
            wte: next(),
            wpe: next(),
            lm_head: next(),
            layers: (0..config.n_layer)
                .map(|_| LayerWeights {
                    attn_wq: next(),
                    attn_wk: next(),
                    attn_wv: next(),
                    attn_wo: next(),
                    mlp_fc1: next(),
                    mlp_fc2: next(),
                })
                .collect(),
        }
    }

    fn flatten(self) -> Vec<f64> {
        let layers = self.layers.into_iter().flat_map(|w| {
            let attention = [w.attn_wq, w.attn_wk, w.attn_wv, w.attn_wo];
            attention.into_iter().chain([w.mlp_fc1, w.mlp_fc2])
        });
        let matrices = [self.wte, self.wpe, self.lm_head];
        let all = matrices.into_iter().chain(layers);
        all.flat_map(Matrix::into_data).collect()
    }
}

/// The loss of a document, in nats, and its gradient, `[num_params]`.
///
/// # Panics
///
/// If the parameters are not [`Config::num_params`], the document has no pair
/// of tokens, or one is not in the vocabulary.
///
/// ```
/// use step_4_transformer::Config;
/// use step_6_efficiency::matrix::loss_and_gradient;
///
/// let config = Config::of_the_guide(27);
/// let params = vec![0.0; config.num_params()];
/// let (loss, grad) = loss_and_gradient(&config, &params, &[26, 0, 26]);
/// assert!((loss - portable::math::ln(27.0)).abs() < 1e-12);
/// assert_eq!(grad.len(), params.len());
/// ```
pub fn loss_and_gradient(
    config: &Config,
    params: &[f64],
    tokens: &[usize],
) -> (f64, Vec<f64>) {
    let w = Weights::new(config, params);
    let Pairs { tokens, targets } = Pairs::new(tokens, config.block_size);
    let embedded = embed(&w, tokens);
    let mut x = rms_norm(&embedded);
    let mut passes = Vec::new();
    for weights in &w.layers {
        let (pass, next) = forward(weights, x, config.n_head);
        passes.push(pass);
        x = next;
    }
    let logits = linear(&x, &w.lm_head);
    let (loss, d_logits) = cross_entropy(&logits, targets);

    let (mut d_x, d_lm_head) = linear_backward(&x, &w.lm_head, &d_logits);
    let mut d_layers = Vec::new();
    for (weights, pass) in w.layers.iter().zip(passes).rev() {
        let (d_weights, d_input) = backward(weights, &pass, &d_x);
        d_layers.insert(0, d_weights);
        d_x = d_input;
    }
    let d_embedded = rms_norm_backward(&embedded, &d_x);
    let [wte, wpe] = embed_backward(&w, tokens, &d_embedded);
    let grad = Weights {
        wte,
        wpe,
        lm_head: d_lm_head,
        layers: d_layers,
    };
    (loss, grad.flatten())
}

/// A row of `wte` and a row of `wpe` for each position: `[n][n_embd]`.
fn embed(w: &Weights, tokens: &[usize]) -> Matrix {
    Matrix::from_fn(tokens.len(), w.wte.n_cols(), |t, j| {
        w.wte.row(tokens[t])[j] + w.wpe.row(t)[j]
    })
}

/// Each position's gradient goes to both rows that it was made of.
fn embed_backward(w: &Weights, tokens: &[usize], d_x: &Matrix) -> [Matrix; 2] {
    let mut grads = [w.wte.scaled(0.0), w.wpe.scaled(0.0)];
    for (t, &token) in tokens.iter().enumerate() {
        for (grad, row) in grads.iter_mut().zip([token, t]) {
            for (g, d) in grad.row_mut(row).iter_mut().zip(d_x.row(t)) {
                *g += d;
            }
        }
    }
    grads
}

/// The results of a layer's way forward that its way back needs.
struct Pass {
    /// The input, `[n][n_embd]`.
    x: Matrix,
    /// Queries, keys and values of each head, `[n_head][3]`.
    heads: Vec<[Matrix; 3]>,
    /// The attention weights of each head, `[n_head]`.
    weights: Vec<Matrix>,
    /// The values that all heads gathered, `[n][n_embd]`.
    gathered: Matrix,
    /// Between attention and MLP, `[n][n_embd]`.
    middle: Matrix,
    /// Within the MLP, before the cut, `[n][4 * n_embd]`.
    hidden: Matrix,
}

/// One layer at all positions. Returns also what comes out, `[n][n_embd]`.
fn forward(w: &LayerWeights, x: Matrix, n_head: usize) -> (Pass, Matrix) {
    let head_dim = x.n_cols() / n_head;
    let normed = rms_norm(&x);
    let qkv = [&w.attn_wq, &w.attn_wk, &w.attn_wv].map(|w| linear(&normed, w));
    let mut gathered = x.scaled(0.0);
    let (mut heads, mut weights) = (Vec::new(), Vec::new());
    for start in (0..x.n_cols()).step_by(head_dim) {
        let head = [0, 1, 2].map(|i| qkv[i].columns(start, head_dim));
        let (weight, out) = attention(&head[0], &head[1], &head[2]);
        gathered.set_columns(start, &out);
        heads.push(head);
        weights.push(weight);
    }
    let middle = linear(&gathered, &w.attn_wo).plus(&x);
    let hidden = linear(&rms_norm(&middle), &w.mlp_fc1);
    let out = linear(&relu(&hidden), &w.mlp_fc2).plus(&middle);
    let pass = Pass {
        x,
        heads,
        weights,
        gathered,
        middle,
        hidden,
    };
    (pass, out)
}

/// The gradients of a layer's matrices and of what came in.
fn backward(
    w: &LayerWeights,
    pass: &Pass,
    d_out: &Matrix,
) -> (LayerWeights, Matrix) {
    let (d_h, d_fc2) = linear_backward(&relu(&pass.hidden), &w.mlp_fc2, d_out);
    let d_hidden = relu_backward(&pass.hidden, &d_h);
    let (d_normed, d_fc1) =
        linear_backward(&rms_norm(&pass.middle), &w.mlp_fc1, &d_hidden);
    // A residual: the gradient takes both ways, and they add up.
    let d_middle = rms_norm_backward(&pass.middle, &d_normed).plus(d_out);
    let (d_gathered, d_wo) =
        linear_backward(&pass.gathered, &w.attn_wo, &d_middle);

    let d_qkv = heads_backward(pass, &d_gathered);
    let normed = rms_norm(&pass.x);
    let [d_q, d_k, d_v] = &d_qkv;
    let q = linear_backward(&normed, &w.attn_wq, d_q);
    let k = linear_backward(&normed, &w.attn_wk, d_k);
    let v = linear_backward(&normed, &w.attn_wv, d_v);
    let d_normed = q.0.plus(&k.0).plus(&v.0);
    let d_x = rms_norm_backward(&pass.x, &d_normed).plus(&d_middle);
    let d_weights = LayerWeights {
        attn_wq: q.1,
        attn_wk: k.1,
        attn_wv: v.1,
        attn_wo: d_wo,
        mlp_fc1: d_fc1,
        mlp_fc2: d_fc2,
    };
    (d_weights, d_x)
}

/// The gradients of all heads' queries, keys and values: `[3]`,
/// `[n][n_embd]` each.
fn heads_backward(pass: &Pass, d_gathered: &Matrix) -> [Matrix; 3] {
    let mut d_qkv = [0, 1, 2].map(|_| d_gathered.scaled(0.0));
    let mut start = 0;
    for ([q, k, v], weights) in pass.heads.iter().zip(&pass.weights) {
        let d_slice = d_gathered.columns(start, q.n_cols());
        let d_head = attention_backward([q, k, v], weights, &d_slice);
        for (d, d_head) in d_qkv.iter_mut().zip(&d_head) {
            d.set_columns(start, d_head);
        }
        start += q.n_cols();
    }
    d_qkv
}
