//! A step of training in memory that was set aside once.

use std::iter::zip;

use step_4_transformer::Config;
use step_5_adam::Adam;

use super::buffers::{Buffers, LayerBuffers, Normed};
use super::kernels::{
    add_product, add_rms_norm_backward, add_scaled, add_transposed_product,
    cross_entropy, dot, rms_norm, softmax, transpose,
};
use super::layout::{Layout, Slot};
use crate::engine::{Engine, Pairs};

// ANCHOR: workspace
/// An engine that allocates nothing from step to step.
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::Adam;
/// use step_6_efficiency::{Engine, workspace::Workspace};
///
/// let config = Config::of_the_guide(27);
/// let params = vec![0.0; config.num_params()];
/// let adam = Adam::new(params.len());
/// let mut engine = Workspace::resume(config, params, adam);
/// let loss = engine.step(&[26, 0, 26], 0.01);
/// assert!((loss - portable::math::ln(27.0)).abs() < 1e-12);
/// ```
#[derive(Clone, Debug)]
pub struct Workspace {
    config: Config,
    layout: Layout,
    /// All parameters, `[num_params]`.
    params: Vec<f64>,
    /// The same, but every matrix that multiplies is turned:
    /// `[n_in][n_out]`, for the way forward.
    transposed: Vec<f64>,
    /// Their gradient, `[num_params]`.
    grad: Vec<f64>,
    adam: Adam,
    buffers: Buffers,
}
// ANCHOR_END: workspace

impl Engine for Workspace {
    fn resume(config: Config, params: Vec<f64>, adam: Adam) -> Self {
        let zeros = vec![0.0; params.len()];
        let mut workspace = Workspace {
            config,
            layout: Layout::new(&config),
            params,
            transposed: zeros.clone(),
            grad: zeros,
            adam,
            buffers: Buffers::new(&config),
        };
        workspace.transpose();
        workspace
    }

    fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64 {
        let loss = self.gradient(tokens);
        self.adam.step(&mut self.params, &self.grad, learning_rate);
        self.transpose();
        loss
    }

    fn params(&self) -> Vec<f64> {
        self.params.clone()
    }

    fn adam(&self) -> Adam {
        self.adam.clone()
    }
}

impl Workspace {
    /// Computes the gradient and leaves it in its place; returns the loss.
    fn gradient(&mut self, tokens: &[usize]) -> f64 {
        let pairs = Pairs::new(tokens, self.config.block_size);
        let Pairs { tokens, targets } = pairs;
        self.grad.fill(0.0);
        self.embed(tokens);
        for layer in 0..self.config.n_layer {
            self.forward(layer, tokens.len());
        }
        let loss = self.logits(targets);
        for layer in (0..self.config.n_layer).rev() {
            self.backward(layer, tokens.len());
        }
        self.embed_backward(tokens);
        loss
    }

    /// The gradient of the last [`Engine::step`], `[num_params]`.
    pub fn last_gradient(&self) -> &[f64] {
        &self.grad
    }

    /// Refreshes the turned matrices.
    fn transpose(&mut self) {
        for slot in self.layout.multiplied() {
            let w = &self.params[slot.range()];
            transpose(w, slot.n_in, &mut self.transposed[slot.range()]);
        }
    }
}

/// `Y += X Wᵀ`; `w` is the block of turned matrices.
fn add_linear(y: &mut [f64], x: &[f64], w: &[f64], slot: Slot) {
    add_product(y, x, &w[slot.range()], slot.n_out);
}

/// `dX += dY W`
fn add_linear_backward(d_x: &mut [f64], d_y: &[f64], w: &[f64], slot: Slot) {
    add_product(d_x, d_y, &w[slot.range()], slot.n_in);
}

/// `dW += dYᵀ X`; `grad` is the block of gradients.
fn add_weight_gradient(grad: &mut [f64], d_y: &[f64], x: &[f64], slot: Slot) {
    add_transposed_product(&mut grad[slot.range()], d_y, x, slot.n_in);
}

impl Workspace {
    /// From tokens to the first layer's input.
    fn embed(&mut self, tokens: &[usize]) {
        let n_embd = self.config.n_embd;
        let b = &mut self.buffers;
        let (wte, wpe) = (self.layout.wte.start, self.layout.wpe.start);
        let rows = b.embedded.chunks_exact_mut(n_embd);
        for ((t, &token), row) in tokens.iter().enumerate().zip(rows) {
            row.copy_from_slice(&self.params[wpe + t * n_embd..][..n_embd]);
            let of_token = &self.params[wte + token * n_embd..][..n_embd];
            add_scaled(row, 1.0, of_token);
        }
        let embedded = &b.embedded[..tokens.len() * n_embd];
        let x = &mut b.layers[0].x;
        rms_norm(embedded, x, &mut b.scales, n_embd);
    }

    /// From the first layer's input back to the embeddings.
    fn embed_backward(&mut self, tokens: &[usize]) {
        let n_embd = self.config.n_embd;
        let b = &mut self.buffers;
        b.d_in.fill(0.0);
        let size = tokens.len() * n_embd;
        let (x, d_x) = (&b.layers[0].x[..size], &b.d_x[..size]);
        add_rms_norm_backward(x, &b.scales, d_x, &mut b.d_in, n_embd);
        let (wte, wpe) = (self.layout.wte.start, self.layout.wpe.start);
        let rows = b.d_in.chunks_exact(n_embd);
        for ((t, &token), row) in tokens.iter().enumerate().zip(rows) {
            for start in [wpe + t * n_embd, wte + token * n_embd] {
                add_scaled(&mut self.grad[start..][..n_embd], 1.0, row);
            }
        }
    }
}

impl Workspace {
    /// One layer at all `n` positions, into the next layer's input.
    fn forward(&mut self, layer: usize, n: usize) {
        let (n_embd, w) = (self.config.n_embd, &self.transposed);
        let slots = &self.layout.layers[layer];
        let size = n * n_embd;
        let (front, rest) = self.buffers.layers.split_at_mut(layer + 1);
        let b = &mut front[layer];
        let Normed { values, scales } = &mut b.normed;
        rms_norm(&b.x[..size], values, scales, n_embd);
        b.qkv.fill(0.0);
        add_linear(&mut b.qkv, &values[..size], w, slots.attn_wqkv);
        attention(b, &self.config, n);
        b.middle.copy_from_slice(&b.x);
        add_linear(&mut b.middle, &b.gathered[..size], w, slots.attn_wo);

        let Normed { values, scales } = &mut b.middle_normed;
        rms_norm(&b.middle[..size], values, scales, n_embd);
        b.hidden.fill(0.0);
        add_linear(&mut b.hidden, &values[..size], w, slots.mlp_fc1);
        for h in &mut b.hidden {
            *h = h.max(0.0);
        }
        let next = rest.first_mut().map(|next| &mut next.x);
        let out = next.unwrap_or(&mut self.buffers.out);
        out.copy_from_slice(&b.middle);
        add_linear(out, &b.hidden[..4 * size], w, slots.mlp_fc2);
    }
}

/// The places of queries, keys and values in a row of all three.
const Q: usize = 0;
const K: usize = 1;
const V: usize = 2;

/// Every head at all `n` positions. The logits of a position take the place
/// of its weights until softmax turns them.
fn attention(b: &mut LayerBuffers, config: &Config, n: usize) {
    let (n_embd, d) = (config.n_embd, config.head_dim());
    let scale = 1.0 / (d as f64).sqrt();
    let block = config.block_size;
    b.gathered.fill(0.0);
    for head in 0..config.n_head {
        let qkv =
            |t: usize, i: usize| &b.qkv[(3 * t + i) * n_embd + head * d..][..d];
        for t in 0..n {
            let start = (head * block + t) * block;
            let weights = &mut b.weights[start..][..=t];
            for (s, weight) in weights.iter_mut().enumerate() {
                *weight = dot(qkv(t, Q), qkv(s, K)) * scale;
            }
            softmax(weights);
            let out = &mut b.gathered[t * n_embd + head * d..][..d];
            for (s, &weight) in weights.iter().enumerate() {
                add_scaled(out, weight, qkv(s, V));
            }
        }
    }
}

impl Workspace {
    /// From the last layer to the loss, and the first part of the way back.
    fn logits(&mut self, targets: &[usize]) -> f64 {
        let Config {
            vocab_size, n_embd, ..
        } = self.config;
        let (n, lm_head) = (targets.len(), self.layout.lm_head);
        let b = &mut self.buffers;
        let out = &b.out[..n * n_embd];
        let logits = &mut b.logits[..n * vocab_size];
        logits.fill(0.0);
        add_linear(logits, out, &self.transposed, lm_head);
        let loss = cross_entropy(logits, targets, vocab_size);
        add_weight_gradient(&mut self.grad, logits, out, lm_head);
        b.d_x.fill(0.0);
        add_linear_backward(&mut b.d_x, logits, &self.params, lm_head);
        loss
    }
}

impl Workspace {
    /// One layer backwards: turns the gradient of what it gave, `d_x`, into
    /// that of what it took, and adds to the gradient of its matrices.
    fn backward(&mut self, layer: usize, n: usize) {
        let (n_embd, w) = (self.config.n_embd, &self.params);
        let (slots, grad) = (&self.layout.layers[layer], &mut self.grad);
        let size = n * n_embd;
        let b = &mut self.buffers;
        let of_layer = &b.layers[layer];
        let d_x = &mut b.d_x[..size];

        let hidden = &of_layer.hidden[..4 * size];
        let d_hidden = &mut b.d_hidden[..4 * size];
        add_weight_gradient(grad, d_x, hidden, slots.mlp_fc2);
        d_hidden.fill(0.0);
        add_linear_backward(d_hidden, d_x, w, slots.mlp_fc2);
        for (d, &h) in zip(d_hidden.iter_mut(), hidden) {
            *d = if h > 0.0 { *d } else { 0.0 };
        }
        let Normed { values, scales } = &of_layer.middle_normed;
        let (normed, d_in) = (&values[..size], &mut b.d_in[..size]);
        add_weight_gradient(grad, d_hidden, normed, slots.mlp_fc1);
        d_in.fill(0.0);
        add_linear_backward(d_in, d_hidden, w, slots.mlp_fc1);
        add_rms_norm_backward(normed, scales, d_in, d_x, n_embd);

        let gathered = &of_layer.gathered[..size];
        add_weight_gradient(grad, d_x, gathered, slots.attn_wo);
        d_in.fill(0.0);
        add_linear_backward(d_in, d_x, w, slots.attn_wo);
        let d_qkv = &mut b.d_qkv[..3 * size];
        d_qkv.fill(0.0);
        let weights = &mut b.d_weights;
        attention_backward(of_layer, &self.config, d_in, d_qkv, weights);
        let Normed { values, scales } = &of_layer.normed;
        let normed = &values[..size];
        add_weight_gradient(grad, d_qkv, normed, slots.attn_wqkv);
        d_in.fill(0.0);
        add_linear_backward(d_in, d_qkv, w, slots.attn_wqkv);
        add_rms_norm_backward(normed, scales, d_in, d_x, n_embd);
    }
}

/// From the gradient of what the heads gathered to that of queries, keys and
/// values. What position t took from position s flows back to both.
fn attention_backward(
    b: &LayerBuffers,
    config: &Config,
    d_gathered: &[f64],
    d_qkv: &mut [f64],
    d_weights: &mut [f64],
) {
    let (n_embd, d) = (config.n_embd, config.head_dim());
    let (scale, block) = (1.0 / (d as f64).sqrt(), config.block_size);
    for head in 0..config.n_head {
        let place = |t: usize, i: usize| (3 * t + i) * n_embd + head * d;
        let qkv = |t, i| &b.qkv[place(t, i)..][..d];
        for (t, row) in d_gathered.chunks_exact(n_embd).enumerate() {
            let d_out = &row[head * d..][..d];
            let weights = &b.weights[(head * block + t) * block..][..=t];
            let d_weights = &mut d_weights[..=t];
            for (s, d_weight) in d_weights.iter_mut().enumerate() {
                *d_weight = dot(d_out, qkv(s, V));
            }
            let mean = dot(weights, d_weights);
            for (s, (w, d_w)) in zip(weights, d_weights).enumerate() {
                let d_logit = w * (*d_w - mean) * scale;
                let mut add = |(t, i), c, x| {
                    add_scaled(&mut d_qkv[place(t, i)..][..d], c, x);
                };
                add((t, Q), d_logit, qkv(s, K));
                add((s, K), d_logit, qkv(t, Q));
                add((s, V), *w, d_out);
            }
        }
    }
}
