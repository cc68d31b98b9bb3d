//! The update of Step 5, where it can be another one.

use std::f64::consts::PI;

use portable::math;
use step_1_gradient_descent::linear_decay;

use super::tape::rounded;
use super::{Correction, Decay, Divisor, Training, Update};

/// The optimizer: Adam's means, for a [`Training`].
#[derive(Clone, Debug)]
pub struct Optimizer {
    training: Training,
    /// Whether a parameter never changes.
    frozen: Vec<bool>,
    m: Vec<f64>,
    v: Vec<f64>,
    accumulated: Vec<f64>,
    step: usize,
}

impl Optimizer {
    /// No steps taken. `frozen` says of each parameter whether it never
    /// changes.
    pub fn new(training: Training, frozen: Vec<bool>) -> Self {
        let zeros = vec![0.0; frozen.len()];
        Optimizer {
            training,
            frozen,
            m: zeros.clone(),
            v: zeros.clone(),
            accumulated: zeros,
            step: 0,
        }
    }

    /// How many steps have been taken.
    pub fn step(&self) -> usize {
        self.step
    }

    /// Moves every parameter. `grad` may become another gradient on the way.
    pub fn update(&mut self, params: &mut [f64], grad: &mut [f64]) {
        self.change_gradient(params, grad);
        let it = self.training;
        let round = if it.single { rounded } else { |x| x };
        let rate = self.rate();
        let (correction1, correction2) = self.corrections();
        self.step += 1;
        let moments = self.m.iter_mut().zip(&mut self.v);
        let params = params.iter_mut().zip(&self.frozen);
        for (((p, frozen), &mut g), (m, v)) in params.zip(grad).zip(moments) {
            if *frozen {
                continue;
            }
            if it.weight_decay > 0.0 {
                *p -= rate * it.weight_decay * *p;
            }
            match it.update {
                Update::Adam => {}
                Update::Descent => {
                    *p = round(*p - rate * g);
                    continue;
                }
                Update::Momentum(kept) => {
                    *m = kept * *m + g;
                    *p = round(*p - rate * *m);
                    continue;
                }
            }
            *m = round(it.beta1 * *m + (1.0 - it.beta1) * g);
            *v = round(it.beta2 * *v + (1.0 - it.beta2) * g * g);
            let m_hat = *m / correction1;
            let v_hat = *v / correction2;
            let divisor = match it.divisor {
                Divisor::Root => v_hat.sqrt() + it.eps,
                Divisor::EpsInside => (v_hat + it.eps).sqrt(),
                Divisor::EpsBeforeCorrection => {
                    (v.sqrt() + it.eps) / correction2.sqrt()
                }
                Divisor::NoRoot => v_hat + it.eps,
            };
            *p = round(*p - rate * m_hat / divisor);
        }
    }

    /// All that is done to a gradient before it is used.
    fn change_gradient(&mut self, params: &[f64], grad: &mut [f64]) {
        let it = self.training;
        if it.accumulate {
            for (sum, g) in self.accumulated.iter_mut().zip(&mut *grad) {
                *sum += *g;
                *g = *sum;
            }
        }
        if it.l2 > 0.0 {
            for (g, p) in grad.iter_mut().zip(params) {
                *g += it.l2 * p;
            }
        }
        let length = grad.iter().map(|g| g * g).sum::<f64>().sqrt();
        if length > it.clip {
            for g in &mut *grad {
                *g *= it.clip / length;
            }
        }
        if it.clip_each.is_finite() {
            for g in grad {
                *g = g.clamp(-it.clip_each, it.clip_each);
            }
        }
    }

    /// What both means are divided by in the step that comes next.
    fn corrections(&self) -> (f64, f64) {
        let it = self.training;
        let t = self.step as f64 + it.first_step;
        let left = |beta| 1.0 - math::powf(beta, t);
        match it.correction {
            Correction::Both => (left(it.beta1), left(it.beta2)),
            Correction::First => (left(it.beta1), 1.0),
            Correction::Second => (1.0, left(it.beta2)),
            Correction::None => (1.0, 1.0),
        }
    }

    /// The learning rate of the step that comes next.
    fn rate(&self) -> f64 {
        let Training {
            rate,
            num_steps: n,
            decay,
            ..
        } = self.training;
        let step = self.step;
        let cosine = |step: usize, n: usize| {
            0.5 + 0.5 * math::cos(PI * step as f64 / n as f64)
        };
        let rise = |steps: usize| (step + 1) as f64 / steps as f64;
        match decay {
            Decay::Linear => linear_decay(rate, step, n),
            Decay::ToZero => linear_decay(rate, step, n.max(2) - 1),
            Decay::FromOne => linear_decay(rate, step + 1, n),
            Decay::Late => linear_decay(rate, step.saturating_sub(1), n),
            Decay::ToTenth => rate * (1.0 - 0.9 * step as f64 / n as f64),
            Decay::Cosine => rate * cosine(step, n),
            Decay::CosineToTenth => rate * (0.1 + 0.9 * cosine(step, n)),
            Decay::WarmUp(steps) => {
                linear_decay(rate, step, n) * rise(steps).min(1.0)
            }
            Decay::WarmUpCosine(steps) if step < steps => rate * rise(steps),
            Decay::WarmUpCosine(steps) => {
                rate * cosine(step - steps, n.max(steps + 1) - steps)
            }
            Decay::TorchLinear => {
                rate * (1.0 + 2.0 * (step as f64 / 5.0).min(1.0)) / 3.0
            }
            Decay::None => rate,
        }
    }
}
