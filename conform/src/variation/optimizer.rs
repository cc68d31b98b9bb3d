//! The update of Step 5, where it can be another one.

use portable::math;
use step_1_gradient_descent::linear_decay;

use super::single::rounded;
use super::{Decay, Training};

/// The optimizer: Adam's means, for a [`Training`].
#[derive(Clone, Debug)]
pub struct Optimizer {
    training: Training,
    m: Vec<f64>,
    v: Vec<f64>,
    accumulated: Vec<f64>,
    step: usize,
}

impl Optimizer {
    /// No steps taken.
    pub fn new(training: Training, num_params: usize) -> Self {
        let zeros = vec![0.0; num_params];
        Optimizer {
            training,
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
        let it = self.training;
        let round = if it.single { rounded } else { |x| x };
        if it.accumulate {
            for (sum, g) in self.accumulated.iter_mut().zip(&mut *grad) {
                *sum += *g;
                *g = *sum;
            }
        }
        let length = grad.iter().map(|g| g * g).sum::<f64>().sqrt();
        if length > it.clip {
            for g in &mut *grad {
                *g *= it.clip / length;
            }
        }
        let rate = self.rate();
        self.step += 1;
        let (correction1, correction2) = if it.bias_correction {
            let t = self.step as f64;
            let left = |beta| 1.0 - math::powf(beta, t);
            (left(it.beta1), left(it.beta2))
        } else {
            (1.0, 1.0)
        };
        let moments = self.m.iter_mut().zip(&mut self.v);
        for ((p, g), (m, v)) in params.iter_mut().zip(grad).zip(moments) {
            if it.weight_decay > 0.0 {
                *p -= rate * it.weight_decay * *p;
            }
            let g = *g;
            if it.sgd {
                *p = round(*p - rate * g);
                continue;
            }
            *m = round(it.beta1 * *m + (1.0 - it.beta1) * g);
            *v = round(it.beta2 * *v + (1.0 - it.beta2) * g * g);
            let m_hat = *m / correction1;
            let v_hat = *v / correction2;
            let divisor = if it.eps_inside {
                (v_hat + it.eps).sqrt()
            } else {
                v_hat.sqrt() + it.eps
            };
            *p = round(*p - rate * m_hat / divisor);
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
        match decay {
            Decay::Linear => linear_decay(rate, self.step, n),
            Decay::ToZero => linear_decay(rate, self.step, n.max(2) - 1),
            Decay::FromOne => linear_decay(rate, self.step + 1, n),
            Decay::Cosine => {
                let angle = std::f64::consts::PI * self.step as f64 / n as f64;
                rate * (1.0 + math::cos(angle)) / 2.0
            }
            Decay::None => rate,
        }
    }
}
