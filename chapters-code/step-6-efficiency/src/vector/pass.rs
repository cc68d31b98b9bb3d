//! One document, forward and backward, on vectors.

use super::attention::{Forward, Head, attention, attention_backward};
use super::layers::{
    add_rms_norm_backward, cross_entropy, relu, relu_backward, rms_norm,
};
use super::memory::{Block, LINE, transpose};
use super::model::Model;
use super::product::{Left, Product, Rows, Size, WriteMode};
use super::simd::{Float, Simd, Vector};
use crate::engine::Pairs;
use crate::workspace::layout::Slot;
use step_4_transformer::Config;

/// Room for all that a step computes, `[feature][position]`.
#[derive(Clone, Debug)]
pub struct Buffers<F> {
    positions: Block<F>,
    /// Something turned: `[position][feature]`.
    rows: Block<F>,
    embedded: Block<F>,
    scales: Block<F>,
    layers: Vec<LayerBuffers<F>>,
    out: Block<F>,
    logits: Block<F>,
    d_x: Block<F>,
    d_in: Block<F>,
    d_hidden: Block<F>,
    d_qkv: Block<F>,
    d_weights: Block<F>,
}

/// Room for all that one layer computes on the way forward.
#[derive(Clone, Debug)]
pub struct LayerBuffers<F> {
    x: Block<F>,
    normed: Normed<F>,
    qkv: Block<F>,
    weights: Block<F>,
    gathered: Block<F>,
    middle: Block<F>,
    middle_normed: Normed<F>,
    hidden: Block<F>,
}

/// The result of an RMSNorm, and its factor for each position.
#[derive(Clone, Debug)]
struct Normed<F> {
    values: Block<F>,
    scales: Block<F>,
}

impl<F: Float> Buffers<F> {
    /// Room for documents of this model.
    pub fn new(config: &Config) -> Self {
        let n = config.block_size.next_multiple_of(LINE / size_of::<F>());
        let of = |width: usize| Block::new(n * width);
        let d = config.n_embd;
        let normed = || Normed {
            values: of(d),
            scales: of(1),
        };
        let layer = || LayerBuffers {
            x: of(d),
            normed: normed(),
            qkv: of(3 * d),
            weights: of(config.n_head * n),
            gathered: of(d),
            middle: of(d),
            middle_normed: normed(),
            hidden: of(4 * d),
        };
        let mut positions = of(1);
        for (t, position) in positions.iter_mut().enumerate() {
            *position = F::from_f64(t as f64);
        }
        Buffers {
            positions,
            rows: of((4 * d).next_multiple_of(LINE / size_of::<F>())),
            embedded: of(d),
            scales: of(1),
            layers: (0..config.n_layer).map(|_| layer()).collect(),
            out: of(d),
            logits: of(config.vocab_size),
            d_x: of(d),
            d_in: of(d),
            d_hidden: of(4 * d),
            d_qkv: of(3 * d),
            d_weights: of(2 * n),
        }
    }
}

impl<F: Float> Buffers<F> {
    /// The loss of a document; its gradient is left in `grad`, in the layout
    /// of the model's parameters.
    #[inline(always)]
    pub fn gradient<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        model: &Model<F>,
        Pairs { tokens, targets }: Pairs,
        grad: &mut [F],
    ) -> f64 {
        let len = tokens.len();
        self.embed::<V>(simd, model, tokens);
        for layer in 0..model.config.n_layer {
            self.forward::<V>(simd, model, layer, len);
        }
        let loss = self.logits::<V>(simd, model, targets, grad);
        for layer in (0..model.config.n_layer).rev() {
            self.backward::<V>(simd, model, layer, len, grad);
        }
        self.embed_backward::<V>(simd, model, tokens, grad);
        loss
    }
}

/// `Y = W X`. Shapes: `x` `[n_in][n]`, `y` `[n_out][n]`.
#[inline(always)]
fn linear<S: Simd, F: Float>(
    simd: S,
    params: &[F],
    slot: Slot,
    x: &[F],
    y: &mut [F],
) {
    simd.run(product(params, slot, x, y, WriteMode::Overwrite));
}

/// `Y += W X`. Shapes as in [`linear`].
#[inline(always)]
fn add_linear<S: Simd, F: Float>(
    simd: S,
    params: &[F],
    slot: Slot,
    x: &[F],
    y: &mut [F],
) {
    simd.run(product(params, slot, x, y, WriteMode::Accumulate));
}

/// The product of either.
#[inline(always)]
fn product<'a, F: Float>(
    params: &'a [F],
    slot: Slot,
    x: &'a [F],
    y: &'a mut [F],
    mode: WriteMode,
) -> Product<'a, F> {
    let n = x.len() / slot.n_in;
    Product {
        a: Left::rows(&params[slot.range()], slot.stride),
        b: Rows::new(x, n),
        c: Rows::new(y, n),
        size: Size {
            m: slot.n_out,
            k: slot.n_in,
            n,
        },
        mode,
    }
}

/// A linear layer on the way back, with the matrix in `slot`.
#[derive(Clone, Copy)]
struct LinearBackward<'a, F> {
    slot: Slot,
    /// The input, `[n_in][n]`.
    x: &'a [F],
    /// The gradient of the output, `[n_out][n]`.
    d_y: &'a [F],
    /// How many positions count.
    len: usize,
}

impl<F: Float> LinearBackward<'_, F> {
    /// `dW = dY Xᵀ`, in the block of gradients; `x` is turned in `rows`.
    #[inline(always)]
    fn weight_gradient<S: Simd>(self, simd: S, grad: &mut [F], rows: &mut [F]) {
        let LinearBackward { slot, x, d_y, len } = self;
        let n = x.len() / slot.n_in;
        transpose::<F::Vector<S>>(simd, x, [slot.n_in, n], rows, slot.stride);
        simd.run(Product {
            a: Left::rows(d_y, n),
            b: Rows::new(&*rows, slot.stride),
            c: Rows::new(&mut grad[slot.range()], slot.stride),
            size: Size {
                m: slot.n_out,
                k: len,
                n: slot.stride,
            },
            mode: WriteMode::Overwrite,
        });
    }

    /// `dX = Wᵀ dY`, with the matrix from the block of parameters.
    #[inline(always)]
    fn input_gradient<S: Simd>(self, simd: S, params: &[F], d_x: &mut [F]) {
        let LinearBackward { slot, d_y, .. } = self;
        let n = d_y.len() / slot.n_out;
        simd.run(Product {
            a: Left::columns(&params[slot.range()], slot.stride),
            b: Rows::new(d_y, n),
            c: Rows::new(d_x, n),
            size: Size {
                m: slot.n_in,
                k: slot.n_out,
                n,
            },
            mode: WriteMode::Overwrite,
        });
    }
}

impl<F: Float> Buffers<F> {
    /// From tokens to the first layer's input.
    #[inline(always)]
    fn embed<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        model: &Model<F>,
        tokens: &[usize],
    ) {
        let n = tokens.len().next_multiple_of(V::N);
        let (b, stride) = (self, model.layout.wte.stride);
        let rows = &mut b.rows[..n * stride];
        rows.fill(F::ZERO);
        let wpe = model.layout.wpe.start;
        for (t, &token) in tokens.iter().enumerate() {
            for j in (0..stride).step_by(V::N) {
                let of_token = &model.params[token * stride + j..];
                let of_position = &model.params[wpe + t * stride + j..];
                let sum = V::load(simd, of_token) + V::load(simd, of_position);
                sum.store(&mut rows[t * stride + j..]);
            }
        }
        let n_embd = model.config.n_embd;
        let embedded = &mut b.embedded[..n * n_embd];
        transpose::<V>(simd, rows, [n, n_embd], embedded, n);
        let x = &mut b.layers[0].x;
        rms_norm::<V>(simd, embedded, x, &mut b.scales, n);
    }

    /// From the first layer's input back to the embeddings.
    #[inline(always)]
    fn embed_backward<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        model: &Model<F>,
        tokens: &[usize],
        grad: &mut [F],
    ) {
        let n = tokens.len().next_multiple_of(V::N);
        let n_embd = model.config.n_embd;
        let (b, stride) = (self, model.layout.wte.stride);
        let size = n * n_embd;
        let (x, d_x) = (&b.layers[0].x[..size], &b.d_x[..size]);
        let d_in = &mut b.d_in[..size];
        d_in.fill(F::ZERO);
        add_rms_norm_backward::<V>(simd, x, &b.scales, d_x, d_in, n);
        transpose::<V>(simd, d_in, [n_embd, n], &mut b.rows, stride);
        let embeddings = model.layout.wpe.range().end;
        grad[..embeddings].fill(F::ZERO);
        let wpe = model.layout.wpe.start;
        for (t, &token) in tokens.iter().enumerate() {
            for j in (0..stride).step_by(V::N) {
                let row = V::load(simd, &b.rows[t * stride + j..]);
                for start in [wpe + t * stride, token * stride] {
                    let sum = &mut grad[start + j..];
                    (V::load(simd, sum) + row).store(sum);
                }
            }
        }
    }
}

impl<F: Float> Buffers<F> {
    /// One layer, into the next layer's input.
    #[inline(always)]
    fn forward<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        model: &Model<F>,
        layer: usize,
        len: usize,
    ) {
        let n = len.next_multiple_of(V::N);
        let slots = &model.layout.layers[layer];
        let size = n * model.config.n_embd;
        let w = &model.params;
        let (front, rest) = self.layers.split_at_mut(layer + 1);
        let b = &mut front[layer];
        let x = &b.x[..size];
        let Normed { values, scales } = &mut b.normed;
        let normed = &mut values[..size];
        rms_norm::<V>(simd, x, normed, scales, n);
        let qkv = &mut b.qkv[..3 * size];
        linear(simd, w, slots.attn_wqkv, normed, qkv);
        let head = Head {
            head_dim: model.config.head_dim(),
            len,
            n,
        };
        let positions = &self.positions;
        for h in 0..model.config.n_head {
            let d = head.head_dim * n;
            let of_head =
                [0, 1, 2].map(|i| &qkv[i * size + h * d..][..d]).into();
            let weights = &mut b.weights[h * n * n..][..n * n];
            let gathered = &mut b.gathered[h * d..][..d];
            attention::<V>(simd, head, of_head, weights, gathered, positions);
        }
        let middle = &mut b.middle[..size];
        middle.copy_from_slice(x);
        add_linear(simd, w, slots.attn_wo, &b.gathered[..size], middle);

        let Normed { values, scales } = &mut b.middle_normed;
        let normed = &mut values[..size];
        rms_norm::<V>(simd, middle, normed, scales, n);
        let hidden = &mut b.hidden[..4 * size];
        linear(simd, w, slots.mlp_fc1, normed, hidden);
        relu::<V>(simd, hidden);
        let next = rest.first_mut().map(|next| &mut next.x);
        let out = next.unwrap_or(&mut self.out);
        let out = &mut out[..size];
        out.copy_from_slice(middle);
        add_linear(simd, w, slots.mlp_fc2, hidden, out);
    }
}

impl<F: Float> Buffers<F> {
    /// From the last layer to the loss, and the first part of the way back.
    #[inline(always)]
    fn logits<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        model: &Model<F>,
        targets: &[usize],
        grad: &mut [F],
    ) -> f64 {
        let len = targets.len();
        let n = len.next_multiple_of(V::N);
        let size = n * model.config.n_embd;
        let lm_head = model.layout.lm_head;
        let b = self;
        let out = &b.out[..size];
        let logits = &mut b.logits[..n * model.config.vocab_size];
        linear(simd, &model.params, lm_head, out, logits);
        let loss = cross_entropy::<V>(simd, logits, targets, &b.positions, n);
        let lm_head = LinearBackward {
            slot: lm_head,
            x: out,
            d_y: logits,
            len,
        };
        lm_head.weight_gradient(simd, grad, &mut b.rows);
        lm_head.input_gradient(simd, &model.params, &mut b.d_x[..size]);
        loss
    }
}

impl<F: Float> Buffers<F> {
    /// One layer backwards: turns the gradient of what it gave, `d_x`, into
    /// that of what it took, and leaves the gradient of its matrices.
    #[inline(always)]
    fn backward<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        model: &Model<F>,
        layer: usize,
        len: usize,
        grad: &mut [F],
    ) {
        let n = len.next_multiple_of(V::N);
        let slots = &model.layout.layers[layer];
        let (size, w) = (n * model.config.n_embd, &model.params);
        let Buffers {
            layers,
            rows,
            d_x,
            d_in,
            d_hidden,
            d_qkv,
            d_weights,
            ..
        } = self;
        let b = &layers[layer];
        let (d_x, d_in) = (&mut d_x[..size], &mut d_in[..size]);

        let hidden = &b.hidden[..4 * size];
        let d_hidden = &mut d_hidden[..4 * size];
        let fc2 = LinearBackward {
            slot: slots.mlp_fc2,
            x: hidden,
            d_y: d_x,
            len,
        };
        fc2.weight_gradient(simd, grad, rows);
        fc2.input_gradient(simd, w, d_hidden);
        relu_backward::<V>(simd, hidden, d_hidden);
        let Normed { values, scales } = &b.middle_normed;
        let normed = &values[..size];
        let fc1 = LinearBackward {
            slot: slots.mlp_fc1,
            x: normed,
            d_y: d_hidden,
            len,
        };
        fc1.weight_gradient(simd, grad, rows);
        fc1.input_gradient(simd, w, d_in);
        add_rms_norm_backward::<V>(simd, normed, scales, d_in, d_x, n);

        let gathered = &b.gathered[..size];
        let wo = LinearBackward {
            slot: slots.attn_wo,
            x: gathered,
            d_y: d_x,
            len,
        };
        wo.weight_gradient(simd, grad, rows);
        wo.input_gradient(simd, w, d_in);
        let head = Head {
            head_dim: model.config.head_dim(),
            len,
            n,
        };
        let d_qkv = &mut d_qkv[..3 * size];
        for h in 0..model.config.n_head {
            let d = head.head_dim * n;
            let qkv = [0, 1, 2].map(|i| &b.qkv[i * size + h * d..][..d]);
            let forward = Forward {
                qkv: qkv.into(),
                weights: &b.weights[h * n * n..][..n * n],
            };
            let d_gathered = &d_in[h * d..][..d];
            let (d_q, others) = d_qkv.split_at_mut(size);
            let (d_k, d_v) = others.split_at_mut(size);
            let d_qkv = [d_q, d_k, d_v].map(|grad| &mut grad[h * d..][..d]);
            let (d_qkv, scratch) = (d_qkv.into(), &mut d_weights[..]);
            attention_backward::<V>(
                simd, head, forward, d_gathered, d_qkv, scratch,
            );
        }
        let Normed { values, scales } = &b.normed;
        let normed = &values[..size];
        let wqkv = LinearBackward {
            slot: slots.attn_wqkv,
            x: normed,
            d_y: d_qkv,
            len,
        };
        wqkv.weight_gradient(simd, grad, rows);
        wqkv.input_gradient(simd, w, d_in);
        add_rms_norm_backward::<V>(simd, normed, scales, d_in, d_x, n);
    }
}
