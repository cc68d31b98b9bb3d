//! A step of training on vectors.

use step_4_transformer::Config;
use step_5_adam::Adam;

use super::attention::{Head, attention, attention_backward};
use super::layers::{
    add_rms_norm_backward, cross_entropy, relu, relu_backward, rms_norm,
};
use super::level::{Job, Simd};
use super::memory::{Block, LINE, transpose};
use super::product::{Left, Product};
use super::{Float, Level, Vector, adam};
use crate::Engine;
use crate::engine::pairs;
use crate::workspace::layout::{Layout, Slot};

// ANCHOR: vector-trainer
/// An engine on vectors, of `f64` for the tape's numbers or of `f32` for
/// twice the speed.
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::Adam;
/// use step_6_efficiency::{Engine, vector::VectorTrainer};
///
/// let config = Config::of_the_guide(27);
/// let params = vec![0.0; config.num_params()];
/// let adam = Adam::new(params.len());
/// let mut engine = VectorTrainer::<f32>::resume(config, params, adam);
/// let loss = engine.step(&[26, 0, 26], 0.01);
/// assert!((loss - names::math::ln(27.0)).abs() < 1e-6);
/// ```
#[derive(Clone, Debug)]
pub struct VectorTrainer<F> {
    config: Config,
    level: Level,
    layout: Layout,
    params: Block<F>,
    grad: Block<F>,
    m: Block<F>,
    v: Block<F>,
    t: u32,
    buffers: Buffers<F>,
}
// ANCHOR_END: vector-trainer

// ANCHOR: buffers
/// What a step computes, `[feature][position]`.
#[derive(Clone, Debug)]
struct Buffers<F> {
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

/// What one layer computes on the way forward.
#[derive(Clone, Debug)]
struct LayerBuffers<F> {
    x: Block<F>,
    normed: [Block<F>; 2],
    qkv: Block<F>,
    weights: Block<F>,
    gathered: Block<F>,
    middle: Block<F>,
    middle_normed: [Block<F>; 2],
    hidden: Block<F>,
}

impl<F: Float> Buffers<F> {
    fn new(config: &Config) -> Self {
        let n = config.block_size.next_multiple_of(LINE / size_of::<F>());
        let of = |width: usize| Block::new(n * width);
        let d = config.n_embd;
        let layer = || LayerBuffers {
            x: of(d),
            normed: [of(d), of(1)],
            qkv: of(3 * d),
            weights: of(config.n_head * n),
            gathered: of(d),
            middle: of(d),
            middle_normed: [of(d), of(1)],
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
// ANCHOR_END: buffers

// ANCHOR: engine
impl<F: Float> Engine for VectorTrainer<F> {
    fn resume(config: Config, params: Vec<f64>, adam: Adam) -> Self {
        VectorTrainer::at_level(Level::detect(), config, &params, &adam)
    }

    fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64 {
        self.t += 1;
        let (tokens, targets) = pairs(tokens, self.config.block_size);
        // A document that fits into half a register gains nothing from it.
        let fits = tokens.len() * size_of::<F>() <= LINE / 2;
        let level = if fits {
            self.level.min(Level::Avx2)
        } else {
            self.level
        };
        level.run(Step {
            trainer: self,
            tokens,
            targets,
            learning_rate,
        })
    }

    fn params(&self) -> Vec<f64> {
        self.unpack(&self.params)
    }

    fn adam(&self) -> Adam {
        Adam {
            m: self.unpack(&self.m),
            v: self.unpack(&self.v),
            t: self.t,
        }
    }
}
// ANCHOR_END: engine

// ANCHOR: pack
impl<F: Float> VectorTrainer<F> {
    /// [`Engine::resume`] with the instructions of some level.
    ///
    /// # Panics
    ///
    /// If this processor has not got them.
    pub fn at_level(
        level: Level,
        config: Config,
        params: &[f64],
        adam: &Adam,
    ) -> Self {
        assert!(level.is_supported(), "{level:?} is not supported");
        let layout = Layout::aligned(&config, LINE / size_of::<F>());
        let pack = |numbers: &[f64]| pack(&layout, numbers);
        VectorTrainer {
            config,
            level,
            params: pack(params),
            grad: Block::new(layout.len()),
            m: pack(&adam.m),
            v: pack(&adam.v),
            t: adam.t,
            layout,
            buffers: Buffers::new(&config),
        }
    }

    /// The gradient of the last step, `[num_params]`.
    pub fn last_gradient(&self) -> Vec<f64> {
        self.unpack(&self.grad)
    }

    /// From this engine's layout to that of [`Config::shapes`].
    fn unpack(&self, block: &Block<F>) -> Vec<f64> {
        let slots = self.layout.slots();
        let rows = slots.flat_map(|slot| {
            let rows = block[slot.range()].chunks_exact(slot.stride);
            rows.flat_map(move |row| &row[..slot.n_in])
        });
        rows.map(|x| x.to_f64()).collect()
    }
}

/// From the layout of [`Config::shapes`] to this engine's.
fn pack<F: Float>(layout: &Layout, mut numbers: &[f64]) -> Block<F> {
    let mut block = Block::new(layout.len());
    for slot in layout.slots() {
        for row in block[slot.range()].chunks_exact_mut(slot.stride) {
            let from;
            (from, numbers) = numbers.split_at(slot.n_in);
            for (to, from) in row.iter_mut().zip(from) {
                *to = F::from_f64(*from);
            }
        }
    }
    block
}
// ANCHOR_END: pack

// ANCHOR: step
struct Step<'a, F> {
    trainer: &'a mut VectorTrainer<F>,
    tokens: &'a [usize],
    targets: &'a [usize],
    learning_rate: f64,
}

impl<F: Float> Job for Step<'_, F> {
    type Output = f64;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> f64 {
        let trainer = self.trainer;
        let loss =
            trainer.gradient::<F::Vector<S>>(simd, self.tokens, self.targets);
        adam::step::<F::Vector<S>>(
            simd,
            &mut trainer.params,
            &trainer.grad,
            [&mut trainer.m, &mut trainer.v],
            trainer.t,
            self.learning_rate,
        );
        loss
    }
}
// ANCHOR_END: step

// ANCHOR: gradient
impl<F: Float> VectorTrainer<F> {
    #[inline(always)]
    fn gradient<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        tokens: &[usize],
        targets: &[usize],
    ) -> f64 {
        let len = tokens.len();
        self.embed::<V>(simd, tokens);
        for layer in 0..self.config.n_layer {
            self.forward::<V>(simd, layer, len);
        }
        let loss = self.logits::<V>(simd, targets);
        for layer in (0..self.config.n_layer).rev() {
            self.backward::<V>(simd, layer, len);
        }
        self.embed_backward::<V>(simd, tokens);
        loss
    }
}
// ANCHOR_END: gradient

// ANCHOR: linear
/// `Y = W X`, or `Y += W X`. Shapes: `x` `[n_in][n]`, `y` `[n_out][n]`.
#[inline(always)]
fn linear<S: Simd, F: Float>(
    simd: S,
    params: &[F],
    slot: Slot,
    x: &[F],
    y: &mut [F],
    add: bool,
) {
    simd.run(Product {
        a: Left::rows(&params[slot.range()], slot.stride),
        b: x,
        c: y,
        size: [slot.n_out, slot.n_in, x.len() / slot.n_in],
        add,
    });
}

/// `dX = Wᵀ dY`
#[inline(always)]
fn linear_backward<S: Simd, F: Float>(
    simd: S,
    params: &[F],
    slot: Slot,
    d_y: &[F],
    d_x: &mut [F],
) {
    simd.run(Product {
        a: Left::columns(&params[slot.range()], slot.stride),
        b: d_y,
        c: d_x,
        size: [slot.n_in, slot.n_out, d_y.len() / slot.n_out],
        add: false,
    });
}

/// `dW = dY Xᵀ`. Shapes: `d_y` `[n_out][n]`, `x` `[n_in][n]`, of which `len`
/// positions count; it is turned in `rows`.
#[inline(always)]
fn weight_gradient<S: Simd, F: Float>(
    simd: S,
    grad: &mut [F],
    slot: Slot,
    d_y: &[F],
    x: &[F],
    rows: &mut [F],
    len: usize,
) {
    let n = x.len() / slot.n_in;
    transpose::<F::Vector<S>>(simd, x, [slot.n_in, n], rows, slot.stride);
    simd.run(Product {
        a: Left::rows(d_y, n),
        b: rows,
        c: &mut grad[slot.range()],
        size: [slot.n_out, len, slot.stride],
        add: false,
    });
}
// ANCHOR_END: linear

// ANCHOR: embed
impl<F: Float> VectorTrainer<F> {
    /// From tokens to the first layer's input.
    #[inline(always)]
    fn embed<V: Vector<Float = F>>(&mut self, simd: V::Simd, tokens: &[usize]) {
        let n = tokens.len().next_multiple_of(V::N);
        let (b, stride) = (&mut self.buffers, self.layout.wte.stride);
        let rows = &mut b.rows[..n * stride];
        rows.fill(F::ZERO);
        let wpe = self.layout.wpe.start;
        for (t, &token) in tokens.iter().enumerate() {
            for j in (0..stride).step_by(V::N) {
                let of_token = &self.params[token * stride + j..];
                let of_position = &self.params[wpe + t * stride + j..];
                let sum = V::load(simd, of_token) + V::load(simd, of_position);
                sum.store(&mut rows[t * stride + j..]);
            }
        }
        let n_embd = self.config.n_embd;
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
        tokens: &[usize],
    ) {
        let n = tokens.len().next_multiple_of(V::N);
        let n_embd = self.config.n_embd;
        let (b, stride) = (&mut self.buffers, self.layout.wte.stride);
        let size = n * n_embd;
        let (x, d_x) = (&b.layers[0].x[..size], &b.d_x[..size]);
        let d_in = &mut b.d_in[..size];
        d_in.fill(F::ZERO);
        add_rms_norm_backward::<V>(simd, x, &b.scales, d_x, d_in, n);
        transpose::<V>(simd, d_in, [n_embd, n], &mut b.rows, stride);
        let embeddings = self.layout.wpe.range().end;
        self.grad[..embeddings].fill(F::ZERO);
        let wpe = self.layout.wpe.start;
        for (t, &token) in tokens.iter().enumerate() {
            for j in (0..stride).step_by(V::N) {
                let row = V::load(simd, &b.rows[t * stride + j..]);
                for start in [wpe + t * stride, token * stride] {
                    let grad = &mut self.grad[start + j..];
                    (V::load(simd, grad) + row).store(grad);
                }
            }
        }
    }
}
// ANCHOR_END: embed

// ANCHOR: forward
impl<F: Float> VectorTrainer<F> {
    /// One layer, into the next layer's input.
    #[inline(always)]
    fn forward<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        layer: usize,
        len: usize,
    ) {
        let n = len.next_multiple_of(V::N);
        let slots = &self.layout.layers[layer];
        let size = n * self.config.n_embd;
        let w = &self.params;
        let (front, rest) = self.buffers.layers.split_at_mut(layer + 1);
        let b = &mut front[layer];
        let x = &b.x[..size];
        let [normed, scales] = &mut b.normed;
        let normed = &mut normed[..size];
        rms_norm::<V>(simd, x, normed, scales, n);
        let qkv = &mut b.qkv[..3 * size];
        linear(simd, w, slots.attn_wqkv, normed, qkv, false);
        let head = Head {
            head_dim: self.config.head_dim(),
            len,
            n,
        };
        let positions = &self.buffers.positions;
        for h in 0..self.config.n_head {
            let d = head.head_dim * n;
            let [q, k, v] = [0, 1, 2].map(|i| &qkv[i * size + h * d..][..d]);
            let weights = &mut b.weights[h * n * n..][..n * n];
            let gathered = &mut b.gathered[h * d..][..d];
            attention::<V>(simd, head, [q, k, v], weights, gathered, positions);
        }
        let middle = &mut b.middle[..size];
        middle.copy_from_slice(x);
        linear(simd, w, slots.attn_wo, &b.gathered[..size], middle, true);

        let [normed, scales] = &mut b.middle_normed;
        let normed = &mut normed[..size];
        rms_norm::<V>(simd, middle, normed, scales, n);
        let hidden = &mut b.hidden[..4 * size];
        linear(simd, w, slots.mlp_fc1, normed, hidden, false);
        relu::<V>(simd, hidden);
        let next = rest.first_mut().map(|next| &mut next.x);
        let out = next.unwrap_or(&mut self.buffers.out);
        let out = &mut out[..size];
        out.copy_from_slice(middle);
        linear(simd, w, slots.mlp_fc2, hidden, out, true);
    }
}
// ANCHOR_END: forward

// ANCHOR: logits
impl<F: Float> VectorTrainer<F> {
    /// From the last layer to the loss, and the first part of the way back.
    #[inline(always)]
    fn logits<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        targets: &[usize],
    ) -> f64 {
        let len = targets.len();
        let n = len.next_multiple_of(V::N);
        let size = n * self.config.n_embd;
        let lm_head = self.layout.lm_head;
        let b = &mut self.buffers;
        let out = &b.out[..size];
        let logits = &mut b.logits[..n * self.config.vocab_size];
        linear(simd, &self.params, lm_head, out, logits, false);
        let loss = cross_entropy::<V>(simd, logits, targets, &b.positions, n);
        let rows = &mut b.rows;
        weight_gradient(simd, &mut self.grad, lm_head, logits, out, rows, len);
        linear_backward(
            simd,
            &self.params,
            lm_head,
            logits,
            &mut b.d_x[..size],
        );
        loss
    }
}
// ANCHOR_END: logits

// ANCHOR: backward
impl<F: Float> VectorTrainer<F> {
    /// One layer backwards: turns the gradient of what it gave, `d_x`, into
    /// that of what it took, and leaves the gradient of its matrices.
    #[inline(always)]
    fn backward<V: Vector<Float = F>>(
        &mut self,
        simd: V::Simd,
        layer: usize,
        len: usize,
    ) {
        let n = len.next_multiple_of(V::N);
        let (slots, grad) = (&self.layout.layers[layer], &mut self.grad);
        let (size, w) = (n * self.config.n_embd, &self.params);
        let Buffers {
            layers,
            rows,
            d_x,
            d_in,
            d_hidden,
            d_qkv,
            d_weights,
            ..
        } = &mut self.buffers;
        let b = &layers[layer];
        let (d_x, d_in) = (&mut d_x[..size], &mut d_in[..size]);

        let hidden = &b.hidden[..4 * size];
        let d_hidden = &mut d_hidden[..4 * size];
        weight_gradient(simd, grad, slots.mlp_fc2, d_x, hidden, rows, len);
        linear_backward(simd, w, slots.mlp_fc2, d_x, d_hidden);
        relu_backward::<V>(simd, hidden, d_hidden);
        let [normed, scales] = &b.middle_normed;
        let normed = &normed[..size];
        weight_gradient(simd, grad, slots.mlp_fc1, d_hidden, normed, rows, len);
        linear_backward(simd, w, slots.mlp_fc1, d_hidden, d_in);
        add_rms_norm_backward::<V>(simd, normed, scales, d_in, d_x, n);

        let gathered = &b.gathered[..size];
        weight_gradient(simd, grad, slots.attn_wo, d_x, gathered, rows, len);
        linear_backward(simd, w, slots.attn_wo, d_x, d_in);
        let head = Head {
            head_dim: self.config.head_dim(),
            len,
            n,
        };
        let d_qkv = &mut d_qkv[..3 * size];
        for h in 0..self.config.n_head {
            let d = head.head_dim * n;
            let [q, k, v] = [0, 1, 2].map(|i| &b.qkv[i * size + h * d..][..d]);
            let (d_q, others) = d_qkv.split_at_mut(size);
            let (d_k, d_v) = others.split_at_mut(size);
            attention_backward::<V>(
                simd,
                head,
                [q, k, v],
                &b.weights[h * n * n..][..n * n],
                &d_in[h * d..][..d],
                [d_q, d_k, d_v].map(|grad| &mut grad[h * d..][..d]),
                d_weights,
            );
        }
        let [normed, scales] = &b.normed;
        let normed = &normed[..size];
        weight_gradient(simd, grad, slots.attn_wqkv, d_qkv, normed, rows, len);
        linear_backward(simd, w, slots.attn_wqkv, d_qkv, d_in);
        add_rms_norm_backward::<V>(simd, normed, scales, d_in, d_x, n);
    }
}
// ANCHOR_END: backward
