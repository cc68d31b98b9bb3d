//! Some windows, forward and backward, side by side.

use step_4_transformer::Config;
use step_6_efficiency::vector::memory::{Block, LINE, transpose};
use step_6_efficiency::vector::model::Model;
use step_6_efficiency::vector::product::{
    Left, Product, Rows, Size, WriteMode,
};
use step_6_efficiency::vector::simd::{Float, Simd, Vector};
use step_6_efficiency::workspace::layout::{Layout, Slot};

use super::attention::{Head, Qkv};
use super::layers::{
    add_rms_norm_backward, cross_entropy, leave_out, rms_norm,
};
use super::shape::Shape;
use super::turning::Turning;
use crate::parts::Parts;
use crate::stream::Windows;

/// Room for all that a share of windows computes, `[feature][stride]`.
#[derive(Clone, Debug)]
pub struct Buffers<F> {
    shape: Shape,
    positions: Block<F>,
    turning: Turning<F>,
    /// Something turned: `[column][feature]`.
    rows: Block<F>,
    embedded: Block<F>,
    scales: Block<F>,
    layers: Vec<LayerBuffers<F>>,
    out: Block<F>,
    /// If the norm stands there.
    out_normed: Block<F>,
    logits: Block<F>,
    /// What a bend gets, computed again on the way back.
    hidden_again: Block<F>,
    d_x: Block<F>,
    d_in: Block<F>,
    d_hidden: Block<F>,
    d_qkv: Block<F>,
    d_weights: Block<F>,
}

/// Room for all that one layer computes on the way forward.
#[derive(Clone, Debug)]
struct LayerBuffers<F> {
    x: Block<F>,
    normed: Normed<F>,
    qkv: Block<F>,
    /// `[n_head][windows][n][n]`
    weights: Block<F>,
    gathered: Block<F>,
    middle: Block<F>,
    middle_normed: Normed<F>,
    hidden: Block<F>,
}

/// The result of an RMSNorm, and its factor for each column.
#[derive(Clone, Debug)]
struct Normed<F> {
    values: Block<F>,
    scales: Block<F>,
}

impl<F: Float> Buffers<F> {
    /// Room for windows of this shape.
    pub fn new(config: &Config, shape: Shape) -> Self {
        let of = |features: usize| Block::new(shape.room(features));
        let d = config.n_embd;
        let normed = || Normed {
            values: of(d),
            scales: of(1),
        };
        let square = shape.n * shape.n;
        let layer = || LayerBuffers {
            x: of(d),
            normed: normed(),
            qkv: of(3 * d),
            weights: Block::new(config.n_head * shape.windows * square),
            gathered: of(d),
            middle: of(d),
            middle_normed: normed(),
            hidden: of(4 * d),
        };
        let mut positions = Block::new(shape.n);
        for (t, position) in positions.iter_mut().enumerate() {
            *position = F::from_f64(t as f64);
        }
        let row = (4 * d).next_multiple_of(LINE / size_of::<F>());
        Buffers {
            shape,
            positions,
            turning: Turning::new(config.head_dim(), shape),
            rows: Block::new(shape.columns() * row),
            embedded: of(d),
            scales: of(1),
            layers: (0..config.n_layer).map(|_| layer()).collect(),
            out: of(d),
            out_normed: of(d),
            logits: of(config.vocab_size),
            hidden_again: of(4 * d),
            d_x: of(d),
            d_in: of(d),
            d_hidden: of(4 * d),
            d_qkv: of(3 * d),
            d_weights: Block::new(2 * square),
        }
    }

    /// How its windows lie in memory.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// How many numbers the way forward keeps for the way back.
    pub fn kept(&self) -> usize {
        let normed =
            |normed: &Normed<F>| normed.values.len() + normed.scales.len();
        let layer = |b: &LayerBuffers<F>| {
            let rows = [&b.x, &b.qkv, &b.gathered, &b.middle, &b.hidden];
            let rows: usize = rows.iter().map(|block| block.len()).sum();
            let norms = normed(&b.normed) + normed(&b.middle_normed);
            rows + norms + b.weights.len()
        };
        let layers: usize = self.layers.iter().map(layer).sum();
        let ends = [&self.embedded, &self.scales, &self.out, &self.logits];
        layers + ends.iter().map(|block| block.len()).sum::<usize>()
    }
}

impl<F: Float> Buffers<F> {
    /// The loss at each position, `[windows][len]`, in nats. The gradient of
    /// their sum, times `scale`, is left in `grad`, in the layout of the
    /// model's parameters. With a mask, `[windows][len]`, the others' losses
    /// are 0.
    #[inline(always)]
    pub fn gradient<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        (model, parts): (&Model<F>, Parts),
        (windows, mask): (&Windows, Option<&[&[bool]]>),
        scale: f64,
        losses: &mut [f64],
        grad: &mut [F],
    ) {
        let layers = model.config.n_layer;
        self.embed::<V>(simd, (model, parts), &windows.tokens);
        for layer in 0..layers {
            self.forward::<V>(simd, (model, parts), layer);
        }
        self.logits::<V>(simd, (model, parts));
        let (shape, logits) = (self.shape, &mut self.logits);
        cross_entropy::<V>(
            simd,
            shape,
            logits,
            &windows.targets,
            scale,
            losses,
        );
        if let Some(mask) = mask {
            leave_out(shape, mask, logits, losses);
        }
        self.logits_backward::<V>(simd, (model, parts), grad);
        for layer in (0..layers).rev() {
            self.backward::<V>(simd, (model, parts), layer, grad);
        }
        self.embed_backward::<V>(simd, (model, parts), &windows.tokens, grad);
    }

    /// The loss at each position, `[windows][len]`, in nats.
    #[inline(always)]
    pub fn losses<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        (model, parts): (&Model<F>, Parts),
        windows: &Windows,
        losses: &mut [f64],
    ) {
        self.embed::<V>(simd, (model, parts), &windows.tokens);
        for layer in 0..model.config.n_layer {
            self.forward::<V>(simd, (model, parts), layer);
        }
        self.logits::<V>(simd, (model, parts));
        let (shape, logits) = (self.shape, &mut self.logits);
        cross_entropy::<V>(simd, shape, logits, &windows.targets, 0.0, losses);
    }

    /// The attention weights of the last windows, `[key][query]` of `[n][n]`.
    pub fn weights(&self, layer: usize, head: usize, window: usize) -> &[F] {
        let square = self.shape.n * self.shape.n;
        let start = (head * self.shape.windows + window) * square;
        &self.layers[layer].weights[start..][..square]
    }
}

/// A linear layer, its matrix in a block of parameters, and its columns.
#[derive(Clone, Copy)]
struct Linear {
    shape: Shape,
    slot: Slot,
}

impl Linear {
    // ANCHOR: linear
    /// `Y = W X`, or `Y += W X`. Shapes: `x` `[n_in][stride]`, `y`
    /// `[n_out][stride]`.
    #[inline(always)]
    fn forward<S: Simd, F: Float>(
        self,
        simd: S,
        params: &[F],
        x: &[F],
        y: &mut [F],
        mode: WriteMode,
    ) {
        let Linear { shape, slot } = self;
        simd.run(Product {
            a: Left::rows(&params[slot.range()], slot.stride),
            b: Rows::new(x, shape.stride),
            c: Rows::new(y, shape.stride),
            size: Size {
                m: slot.n_out,
                k: slot.n_in,
                n: shape.columns(),
            },
            mode,
        });
    }
    // ANCHOR_END: linear

    // ANCHOR: weight-gradient
    /// `dW = dY Xᵀ`, in the block of gradients; `x` is turned in `rows`.
    #[inline(always)]
    fn weight_gradient<S: Simd, F: Float>(
        self,
        simd: S,
        x: &[F],
        d_y: &[F],
        grad: &mut [F],
        rows: &mut [F],
    ) {
        let Linear { shape, slot } = self;
        let size = [slot.n_in, shape.columns()];
        transpose::<F::Vector<S>>(simd, x, size, rows, slot.stride);
        simd.run(Product {
            a: Left::rows(d_y, shape.stride),
            b: Rows::new(&*rows, slot.stride),
            c: Rows::new(&mut grad[slot.range()], slot.stride),
            size: Size {
                m: slot.n_out,
                k: shape.columns(),
                n: slot.stride,
            },
            mode: WriteMode::Overwrite,
        });
    }

    // ANCHOR_END: weight-gradient

    /// `dX = Wᵀ dY`
    #[inline(always)]
    fn input_gradient<S: Simd, F: Float>(
        self,
        simd: S,
        params: &[F],
        d_y: &[F],
        d_x: &mut [F],
    ) {
        let Linear { shape, slot } = self;
        simd.run(Product {
            a: Left::columns(&params[slot.range()], slot.stride),
            b: Rows::new(d_y, shape.stride),
            c: Rows::new(d_x, shape.stride),
            size: Size {
                m: slot.n_in,
                k: slot.n_out,
                n: shape.columns(),
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
        (model, parts): (&Model<F>, Parts),
        windows: &[&[usize]],
    ) {
        let (b, stride) = (self, model.layout.wte.stride);
        let shape = b.shape;
        assert_eq!(windows.len(), shape.windows, "windows for this room");
        let rows = &mut b.rows[..shape.columns() * stride];
        rows.fill(F::ZERO);
        let wpe = model.layout.wpe.start;
        for (window, tokens) in windows.iter().enumerate() {
            assert_eq!(tokens.len(), shape.len, "positions for this room");
            for (t, &token) in tokens.iter().enumerate() {
                let row = &mut rows[(window * shape.n + t) * stride..];
                for j in (0..stride).step_by(V::N) {
                    let mut sum =
                        V::load(simd, &model.params[token * stride + j..]);
                    if parts.positions {
                        let of_position = wpe + t * stride + j;
                        sum = sum + V::load(simd, &model.params[of_position..]);
                    }
                    sum.store(&mut row[j..]);
                }
            }
        }
        let size = [shape.columns(), model.config.n_embd];
        let x = &mut b.layers[0].x;
        if parts.norm_at_end {
            transpose::<V>(simd, rows, size, x, shape.stride);
            return;
        }
        transpose::<V>(simd, rows, size, &mut b.embedded, shape.stride);
        rms_norm::<V>(simd, shape, &b.embedded, x, &mut b.scales);
    }

    /// From the first layer's input back to the embeddings.
    #[inline(always)]
    fn embed_backward<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        (model, parts): (&Model<F>, Parts),
        windows: &[&[usize]],
        grad: &mut [F],
    ) {
        let (b, stride) = (self, model.layout.wte.stride);
        let shape = b.shape;
        let (x, scales) = (&b.layers[0].x, &b.scales);
        let mut d_embedded = &b.d_x;
        if !parts.norm_at_end {
            b.d_in.fill(F::ZERO);
            let (d_x, d_in) = (&b.d_x, &mut b.d_in);
            add_rms_norm_backward::<V>(simd, shape, x, scales, d_x, d_in);
            d_embedded = &b.d_in;
        }
        let size = [model.config.n_embd, shape.columns()];
        transpose::<V>(simd, d_embedded, size, &mut b.rows, stride);
        let Layout {
            wte, wpe, lm_head, ..
        } = &model.layout;
        let untouched = if parts.tied {
            wpe.start..lm_head.range().end
        } else {
            wte.start..wpe.range().end
        };
        grad[untouched].fill(F::ZERO);
        let wpe = wpe.start;
        for (window, tokens) in windows.iter().enumerate() {
            for (t, &token) in tokens.iter().enumerate() {
                let row = &b.rows[(window * shape.n + t) * stride..];
                for j in (0..stride).step_by(V::N) {
                    let row = V::load(simd, &row[j..]);
                    let mut add = |start: usize| {
                        let sum = &mut grad[start + j..];
                        (V::load(simd, sum) + row).store(sum);
                    };
                    add(token * stride);
                    if parts.positions {
                        add(wpe + t * stride);
                    }
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
        (model, parts): (&Model<F>, Parts),
        layer: usize,
    ) {
        let shape = self.shape;
        let slots = &model.layout.layers[layer];
        let (w, d) = (&model.params, model.config.n_embd);
        let linear = |slot| Linear { shape, slot };
        let (front, rest) = self.layers.split_at_mut(layer + 1);
        let b = &mut front[layer];
        let Normed { values, scales } = &mut b.normed;
        rms_norm::<V>(simd, shape, &b.x, values, scales);
        let wqkv = linear(slots.attn_wqkv);
        wqkv.forward(simd, w, values, &mut b.qkv, WriteMode::Overwrite);
        let head = Head {
            shape,
            head_dim: model.config.head_dim(),
            parts,
            positions: &self.positions,
        };
        if parts.turned {
            for start in head.queries_and_keys(d) {
                let x = &mut b.qkv[start..];
                self.turning.turn::<V>(simd, shape, x);
            }
        }
        // ANCHOR: heads
        let square = shape.n * shape.n;
        for h in 0..model.config.n_head {
            for window in 0..shape.windows {
                let first = h * head.head_dim;
                let shared = h / parts.sharing * head.head_dim;
                let [q, k, v] = [first, d + shared, 2 * d + shared]
                    .map(|feature| &b.qkv[shape.at(feature, window)..]);
                let place = (h * shape.windows + window) * square;
                let weights = &mut b.weights[place..][..square];
                let gathered = &mut b.gathered[shape.at(first, window)..];
                head.attention::<V>(simd, Qkv { q, k, v }, weights, gathered);
            }
        }
        // ANCHOR_END: heads
        let mode = block_mode(parts, &b.x, &mut b.middle);
        let wo = linear(slots.attn_wo);
        wo.forward(simd, w, &b.gathered, &mut b.middle, mode);

        let next = rest.first_mut().map(|next| &mut next.x);
        let out = next.unwrap_or(&mut self.out);
        if !parts.mlp {
            out.copy_from_slice(&b.middle);
            return;
        }
        let Normed { values, scales } = &mut b.middle_normed;
        rms_norm::<V>(simd, shape, &b.middle, values, scales);
        let fc1 = linear(slots.mlp_fc1);
        fc1.forward(simd, w, values, &mut b.hidden, WriteMode::Overwrite);
        parts.bend.forward::<V>(simd, &mut b.hidden);
        let mode = block_mode(parts, &b.middle, out);
        let fc2 = linear(slots.mlp_fc2);
        fc2.forward(simd, w, &b.hidden, out, mode);
    }

    /// From the last layer to logits.
    #[inline(always)]
    fn logits<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        (model, parts): (&Model<F>, Parts),
    ) {
        let b = self;
        let shape = b.shape;
        let mut out = &b.out;
        if parts.norm_at_end {
            rms_norm::<V>(simd, shape, out, &mut b.out_normed, &mut b.scales);
            out = &b.out_normed;
        }
        let slot = to_logits(model, parts);
        let (params, logits) = (&model.params, &mut b.logits);
        let mode = WriteMode::Overwrite;
        Linear { shape, slot }.forward(simd, params, out, logits, mode);
    }
}

/// The matrix that makes logits.
fn to_logits<F>(model: &Model<F>, parts: Parts) -> Slot {
    if parts.tied {
        model.layout.wte
    } else {
        model.layout.lm_head
    }
}

/// How a block writes what it has computed: added to its input, of which the
/// output begins as a copy, or in its place.
#[inline(always)]
fn block_mode<F: Float>(parts: Parts, x: &[F], out: &mut [F]) -> WriteMode {
    if parts.residuals {
        out.copy_from_slice(x);
        WriteMode::Accumulate
    } else {
        WriteMode::Overwrite
    }
}

impl<F: Float> Buffers<F> {
    /// From the gradient of the logits to that of the last layer's output.
    #[inline(always)]
    fn logits_backward<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        (model, parts): (&Model<F>, Parts),
        grad: &mut [F],
    ) {
        let (w, shape) = (&model.params, self.shape);
        let slot = to_logits(model, parts);
        let Buffers {
            scales,
            out,
            out_normed: normed,
            logits: d_logits,
            rows,
            d_x,
            d_in,
            ..
        } = self;
        let lm_head = Linear { shape, slot };
        if parts.norm_at_end {
            lm_head.weight_gradient(simd, normed, d_logits, grad, rows);
            lm_head.input_gradient(simd, w, d_logits, d_in);
            d_x.fill(F::ZERO);
            add_rms_norm_backward::<V>(simd, shape, normed, scales, d_in, d_x);
        } else {
            lm_head.weight_gradient(simd, out, d_logits, grad, rows);
            lm_head.input_gradient(simd, w, d_logits, d_x);
        }
    }

    /// One layer backwards: turns the gradient of what it gave, `d_x`, into
    /// that of what it took, and leaves the gradient of its matrices.
    #[inline(always)]
    fn backward<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        (model, parts): (&Model<F>, Parts),
        layer: usize,
        grad: &mut [F],
    ) {
        let shape = self.shape;
        let slots = &model.layout.layers[layer];
        let (w, d) = (&model.params, model.config.n_embd);
        let linear = |slot| Linear { shape, slot };
        let Buffers {
            positions,
            turning,
            layers,
            rows,
            hidden_again,
            d_x,
            d_in,
            d_hidden,
            d_qkv,
            d_weights,
            ..
        } = self;
        let b = &layers[layer];

        if parts.mlp {
            let fc2 = linear(slots.mlp_fc2);
            fc2.weight_gradient(simd, &b.hidden, d_x, grad, rows);
            fc2.input_gradient(simd, w, d_x, d_hidden);
            let Normed { values, scales } = &b.middle_normed;
            let fc1 = linear(slots.mlp_fc1);
            let mut hidden = &b.hidden;
            if parts.bend.needs_input() {
                let mode = WriteMode::Overwrite;
                fc1.forward(simd, w, values, hidden_again, mode);
                hidden = hidden_again;
            }
            parts.bend.backward::<V>(simd, hidden, d_hidden);
            fc1.weight_gradient(simd, values, d_hidden, grad, rows);
            fc1.input_gradient(simd, w, d_hidden, d_in);
            if !parts.residuals {
                d_x.fill(F::ZERO);
            }
            add_rms_norm_backward::<V>(simd, shape, values, scales, d_in, d_x);
        }

        let wo = linear(slots.attn_wo);
        wo.weight_gradient(simd, &b.gathered, d_x, grad, rows);
        wo.input_gradient(simd, w, d_x, d_in);
        let head = Head {
            shape,
            head_dim: model.config.head_dim(),
            parts,
            positions,
        };
        let square = shape.n * shape.n;
        let (d_q, others) = d_qkv.split_at_mut(shape.room(d));
        let (d_k, d_v) = others.split_at_mut(shape.room(d));
        if parts.sharing > 1 {
            d_k.fill(F::ZERO);
            d_v.fill(F::ZERO);
        }
        for h in 0..model.config.n_head {
            for window in 0..shape.windows {
                let first = h * head.head_dim;
                let shared = h / parts.sharing * head.head_dim;
                let [q, k, v] = [first, d + shared, 2 * d + shared]
                    .map(|feature| &b.qkv[shape.at(feature, window)..]);
                let place = (h * shape.windows + window) * square;
                let start = shape.at(first, window);
                let of_shared = shape.at(shared, window);
                let d_qkv = Qkv {
                    q: &mut d_q[start..],
                    k: &mut d_k[of_shared..],
                    v: &mut d_v[of_shared..],
                };
                head.backward::<V>(
                    simd,
                    Qkv { q, k, v },
                    &b.weights[place..][..square],
                    &d_in[start..],
                    d_qkv,
                    d_weights,
                );
            }
        }
        if parts.turned {
            for start in head.queries_and_keys(d) {
                turning.turn_back::<V>(simd, shape, &mut d_qkv[start..]);
            }
        }
        let Normed { values, scales } = &b.normed;
        let wqkv = linear(slots.attn_wqkv);
        wqkv.weight_gradient(simd, values, d_qkv, grad, rows);
        wqkv.input_gradient(simd, w, d_qkv, d_in);
        if !parts.residuals {
            d_x.fill(F::ZERO);
        }
        add_rms_norm_backward::<V>(simd, shape, values, scales, d_in, d_x);
    }
}
