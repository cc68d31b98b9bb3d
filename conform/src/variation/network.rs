//! The forward pass of Step 4, where it can be another one.

use portable::math;
use step_1_gradient_descent::Matrix;
use step_2_autograd::{Scalar, linear, relu, softmax};
use step_3_attention::gpt::add;
use step_4_transformer::{Cache, Config, Gpt, Layer, multi_head};

use super::{
    Activation, Attention, Heads, Model, Norm, NormGradient, Positions,
    Residual, Training,
};

/// A model as a [`Model`] says. Its matrices are those of Step 4.
#[derive(Debug)]
pub struct Network<'p, S> {
    model: Model,
    gpt: Gpt<'p, S>,
}

/// The keys and values of one layer.
type LayerCache<S> = step_3_attention::Cache<S>;

impl<'p, S: Scalar> Network<'p, S> {
    /// The model with these parameters, in the order of [`Config::shapes`].
    pub fn new(model: Model, config: Config, params: &'p [S]) -> Self {
        let gpt = Gpt::new(config, params);
        Network { model, gpt }
    }

    /// As [`Gpt::logits`].
    pub fn logits(&self, token: usize, cache: &mut Cache<S>) -> Vec<S> {
        let position = cache.len();
        self.logits_at(position, token, cache)
    }

    /// The logits after a token at this position, which leaves its keys and
    /// values behind if they are not there.
    fn logits_at(
        &self,
        position: usize,
        token: usize,
        cache: &mut Cache<S>,
    ) -> Vec<S> {
        let Network { model, gpt } = self;
        let token = gpt.wte.row(token);
        let mut x = match model.positions {
            Positions::Added => add(token, gpt.wpe.row(position)),
            Positions::FirstOnly => add(token, gpt.wpe.row(0)),
            Positions::Unused | Positions::Absent => token.to_vec(),
        };
        if model.embedding_norm {
            x = self.norm(&x);
        }
        for (layer, cache) in gpt.layers.iter().zip(&mut cache.layers) {
            let before = x.clone();
            x = self.block(
                (model.attention_norm, model.attention_residual),
                (&x, &x),
                |x| self.attention(layer, x, position, cache),
            );
            let read = if model.parallel { &before } else { &x };
            x = self.block(
                (model.mlp_norm, model.mlp_residual),
                (read, &x),
                |x| self.mlp(layer, x),
            );
        }
        if model.final_norm {
            x = self.norm(&x);
        }
        linear(&x, if model.tied { &gpt.wte } else { &gpt.lm_head })
    }

    /// The mean loss of a name, as [`Gpt::loss`], where training does not say
    /// otherwise.
    pub fn loss(&self, tokens: &[usize], training: &Training) -> S {
        let config = self.gpt.config;
        let most = config.block_size.min(self.model.most_positions);
        let within = &tokens[..tokens.len().min(most + 1)];
        let mut cache = Cache::new(config.n_layer);
        if self.model.attention == Attention::Whole {
            for &token in &within[..within.len() - 1] {
                self.logits(token, &mut cache);
            }
        }
        let losses = within.windows(2).enumerate().map(|(position, pair)| {
            let logits = self.logits_at(position, pair[0], &mut cache);
            let mut probs = softmax(&logits);
            if training.softmax_twice {
                probs = softmax(&probs);
            }
            let mut likely = probs[pair[1]];
            if training.ln_eps > 0.0 {
                likely = likely + training.ln_eps;
            }
            -likely.ln()
        });
        let losses: Vec<S> = losses.collect();
        S::sum(&losses) / losses.len() as f64
    }

    /// A block: what it computes of one vector, added to another.
    fn block(
        &self,
        (norm, residual): (bool, Residual),
        (read, x): (&[S], &[S]),
        f: impl FnOnce(&[S]) -> Vec<S>,
    ) -> Vec<S> {
        let post = self.model.post_norm;
        let normed = if norm && !post {
            self.norm(read)
        } else {
            read.to_vec()
        };
        let out = f(&normed);
        let sum = match residual {
            Residual::Plain => add(&out, x),
            Residual::Normed => add(&out, &normed),
            Residual::None => out,
        };
        if post { self.norm(&sum) } else { sum }
    }

    fn norm(&self, x: &[S]) -> Vec<S> {
        let n = x.len() as f64;
        let mean_square = |x: &[S]| S::dot(x, x) / n;
        let mut x = x.to_vec();
        if self.model.norm == Norm::Layer {
            let mean = S::sum(&x) / n;
            x = x.iter().map(|&x| x - mean).collect();
        }
        let mut scale = match self.model.norm {
            Norm::Rms(eps) => (mean_square(&x) + eps).powf(-0.5),
            Norm::RmsOutside => (mean_square(&x).powf(0.5) + 1e-5).powf(-1.0),
            Norm::MeanSquare => (mean_square(&x) + 1e-5).powf(-1.0),
            Norm::Length => (S::dot(&x, &x) + 1e-5).powf(-0.5),
            Norm::Layer => (mean_square(&x) + 1e-5).powf(-0.5),
        };
        if self.model.norm_gradient == NormGradient::ScaleIsConstant {
            scale = detached(scale);
        }
        let normed = x.iter().map(|&x| x * scale);
        if self.model.norm_gradient == NormGradient::None {
            return normed.map(detached).collect();
        }
        normed.collect()
    }

    fn attention(
        &self,
        layer: &Layer<S>,
        x: &[S],
        position: usize,
        cache: &mut LayerCache<S>,
    ) -> Vec<S> {
        let model = &self.model;
        let (wq, mut wk, mut wv) =
            (&layer.attn_wq, &layer.attn_wk, &layer.attn_wv);
        if model.values_for_keys {
            (wk, wv) = (wv, wk);
        }
        let mut q = self.scored(self.projected(x, wq));
        if model.query_factor != 1.0 {
            q = q.iter().map(|&q| q * model.query_factor).collect();
        }
        if position == cache.len() {
            cache.keys.push(self.scored(self.projected(x, wk)));
            cache.values.push(self.projected(x, wv));
        }
        let n_head = self.gpt.config.n_head;
        let gathered = if model.attention == Attention::Own {
            let own = LayerCache {
                keys: vec![cache.keys[position].clone()],
                values: vec![cache.values[position].clone()],
            };
            multi_head(&q, &own, n_head)
        } else {
            multi_head(&q, cache, n_head)
        };
        if model.cut_keys {
            detach(cache.keys.last_mut());
        }
        if model.cut_values {
            detach(cache.values.last_mut());
        }
        let gathered = match model.heads {
            Heads::Slices => gathered,
            Heads::Strides => strided(&gathered, gathered.len() / n_head),
        };
        if model.output {
            linear(&gathered, &layer.attn_wo)
        } else {
            gathered
        }
    }

    /// Queries, keys or values, each head's numbers side by side.
    fn projected(&self, x: &[S], w: &Matrix<S>) -> Vec<S> {
        let x = linear(x, w);
        match self.model.heads {
            Heads::Slices => x,
            Heads::Strides => strided(&x, self.gpt.config.n_head),
        }
    }

    /// Queries or keys, with their gradient or without.
    fn scored(&self, x: Vec<S>) -> Vec<S> {
        if self.model.detached_scores {
            return x.into_iter().map(detached).collect();
        }
        x
    }

    fn mlp(&self, layer: &Layer<S>, x: &[S]) -> Vec<S> {
        let h = linear(x, &layer.mlp_fc1);
        let each = |f: fn(S) -> S| h.iter().map(|&h| f(h)).collect();
        let h = match self.model.activation {
            Activation::Relu => relu(&h),
            Activation::ReluWithWholeGradient => {
                each(|h| h + (h.data().max(0.0) - h.data()))
            }
            Activation::None => h,
            Activation::ReluSquared => each(|h| {
                let h = h.relu();
                h * h
            }),
            Activation::LeakyRelu => each(|h| h.relu() - (-h).relu() * 0.01),
            Activation::Tanh => each(tanh),
            Activation::Gelu => each(gelu),
            Activation::GeluTanh => each(gelu_tanh),
            Activation::Silu => each(|h| h / ((-h).exp() + 1.0)),
        };
        linear(&h, &layer.mlp_fc2)
    }
}

/// Every `step`-th number, from the first on, then from the second on.
fn strided<S: Copy>(x: &[S], step: usize) -> Vec<S> {
    let from = |start| x.iter().skip(start).step_by(step).copied();
    (0..step).flat_map(from).collect()
}

/// The same number, whose gradient goes nowhere.
fn detached<S: Scalar>(x: S) -> S {
    x * 0.0 + x.data()
}

fn detach<S: Scalar>(vector: Option<&mut Vec<S>>) {
    if let Some(vector) = vector {
        for x in vector {
            *x = detached(*x);
        }
    }
}

/// `2 / (1 + exp(-2 x)) - 1`
fn tanh<S: Scalar>(x: S) -> S {
    ((x * -2.0).exp() + 1.0).powf(-1.0) * 2.0 - 1.0
}

/// `x Φ(x)` (Hendrycks and Gimpel, 2016). A tape has no error function, but a
/// number with the right value and the right slope is all that it needs.
pub fn gelu<S: Scalar>(x: S) -> S {
    let at = x.data();
    let cdf = 0.5 + 0.5 * erf(at / 2.0_f64.sqrt());
    let density = math::exp(-at * at / 2.0) / std::f64::consts::TAU.sqrt();
    let slope = cdf + at * density;
    x * slope + (at * cdf - at * slope)
}

/// `x (1 + tanh z) / 2`, which is `x / (1 + exp(-2 z))`.
pub fn gelu_tanh<S: Scalar>(x: S) -> S {
    let factor = (8.0 / std::f64::consts::PI).sqrt();
    let twice_z = (x * x * x * 0.044_715 + x) * factor;
    x / ((-twice_z).exp() + 1.0)
}

/// The error function, by its power series: exact enough, and only far out is
/// it slow.
fn erf(x: f64) -> f64 {
    if x.abs() > 5.0 {
        return x.signum();
    }
    let (mut term, mut sum, mut n) = (x, x, 0.0);
    while term.abs() > 1e-17 * sum.abs() {
        n += 1.0;
        term *= -x * x / n;
        sum += term / (2.0 * n + 1.0);
    }
    sum * 2.0 / std::f64::consts::PI.sqrt()
}
