//! The forward pass of Step 4, where it can be another one.

use portable::math;
use step_2_autograd::{Scalar, linear, mean_loss, relu};
use step_3_attention::gpt::add;
use step_3_attention::rms_norm;
use step_4_transformer::{Cache, Config, Gpt, Layer, multi_head};

use super::{Activation, Model, Norm, Positions, Residual};

/// A model as a [`Model`] says. Its matrices are those of Step 4.
#[derive(Debug)]
pub struct Network<'p, S> {
    model: Model,
    gpt: Gpt<'p, S>,
}

impl<'p, S: Scalar> Network<'p, S> {
    /// The model with these parameters, in the order of [`Config::shapes`].
    pub fn new(model: Model, config: Config, params: &'p [S]) -> Self {
        let gpt = Gpt::new(config, params);
        Network { model, gpt }
    }

    /// As [`Gpt::logits`].
    pub fn logits(&self, token: usize, cache: &mut Cache<S>) -> Vec<S> {
        let Network { model, gpt } = self;
        let token = gpt.wte.row(token);
        let mut x = match model.positions {
            Positions::Added => add(token, gpt.wpe.row(cache.len())),
            Positions::Unused | Positions::Absent => token.to_vec(),
        };
        if model.embedding_norm {
            x = self.norm(&x);
        }
        for (layer, cache) in gpt.layers.iter().zip(&mut cache.layers) {
            x = self.block(&x, |x| self.attention(layer, x, cache));
            x = self.block(&x, |x| self.mlp(layer, x));
        }
        if model.final_norm {
            x = self.norm(&x);
        }
        linear(&x, if model.tied { &gpt.wte } else { &gpt.lm_head })
    }

    /// As [`Gpt::loss`].
    pub fn loss(&self, tokens: &[usize]) -> S {
        let config = self.gpt.config;
        let mut cache = Cache::new(config.n_layer);
        let within = &tokens[..tokens.len().min(config.block_size + 1)];
        mean_loss(within, |token| self.logits(token, &mut cache))
    }

    /// A block and what it is added to.
    fn block(&self, x: &[S], f: impl FnOnce(&[S]) -> Vec<S>) -> Vec<S> {
        let normed = self.norm(x);
        let out = f(&normed);
        match self.model.residual {
            Residual::Plain => add(&out, x),
            Residual::Normed => add(&out, &normed),
            Residual::None => out,
        }
    }

    fn norm(&self, x: &[S]) -> Vec<S> {
        match self.model.norm {
            Norm::Rms(1e-5) => rms_norm(x),
            Norm::Rms(eps) => scaled(x, eps),
            Norm::Layer => {
                let mean = S::sum(x) / x.len() as f64;
                let x: Vec<S> = x.iter().map(|&x| x - mean).collect();
                scaled(&x, 1e-5)
            }
        }
    }

    fn attention(
        &self,
        layer: &Layer<S>,
        x: &[S],
        cache: &mut step_3_attention::Cache<S>,
    ) -> Vec<S> {
        let mut q = linear(x, &layer.attn_wq);
        if self.model.query_factor != 1.0 {
            q = q.iter().map(|&q| q * self.model.query_factor).collect();
        }
        cache.keys.push(linear(x, &layer.attn_wk));
        cache.values.push(linear(x, &layer.attn_wv));
        let gathered = multi_head(&q, cache, self.gpt.config.n_head);
        if self.model.cut_gradients {
            for vectors in [&mut cache.keys, &mut cache.values] {
                if let Some(vector) = vectors.last_mut() {
                    *vector = vector.iter().map(|&x| detached(x)).collect();
                }
            }
        }
        linear(&gathered, &layer.attn_wo)
    }

    fn mlp(&self, layer: &Layer<S>, x: &[S]) -> Vec<S> {
        let h = linear(x, &layer.mlp_fc1);
        let h = match self.model.activation {
            Activation::Relu => relu(&h),
            Activation::None => h,
            Activation::ReluSquared => {
                relu(&h).into_iter().map(|h| h * h).collect()
            }
            Activation::Gelu => h.into_iter().map(gelu).collect(),
            Activation::GeluTanh => h.into_iter().map(gelu_tanh).collect(),
            Activation::Silu => {
                h.into_iter().map(|h| h / ((-h).exp() + 1.0)).collect()
            }
        };
        linear(&h, &layer.mlp_fc2)
    }
}

/// The vector over the root of its mean square.
fn scaled<S: Scalar>(x: &[S], eps: f64) -> Vec<S> {
    let scale = (S::dot(x, x) / x.len() as f64 + eps).powf(-0.5);
    x.iter().map(|&x| x * scale).collect()
}

/// The same number, whose gradient goes nowhere.
fn detached<S: Scalar>(x: S) -> S {
    x * 0.0 + x.data()
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
