//! The training loop of Step 5 around it.

use step_4_transformer::Config;
use step_5_adam::Adam;

use super::model::loss_and_gradient;
use crate::engine::Engine;

/// An engine that derives by hand, over matrices, and keeps Adam as it is.
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::Adam;
/// use step_6_efficiency::{Engine, matrix::MatrixTrainer};
///
/// let config = Config::of_the_guide(27);
/// let params = vec![0.0; config.num_params()];
/// let adam = Adam::new(params.len());
/// let mut engine = MatrixTrainer::resume(config, params, adam);
/// let loss = engine.step(&[26, 0, 26], 0.01);
/// assert!((loss - portable::math::ln(27.0)).abs() < 1e-12);
/// ```
#[derive(Clone, Debug)]
pub struct MatrixTrainer {
    config: Config,
    params: Vec<f64>,
    adam: Adam,
}

impl Engine for MatrixTrainer {
    fn resume(config: Config, params: Vec<f64>, adam: Adam) -> Self {
        MatrixTrainer {
            config,
            params,
            adam,
        }
    }

    fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64 {
        let (loss, grad) =
            loss_and_gradient(&self.config, &self.params, tokens);
        self.adam.step(&mut self.params, &grad, learning_rate);
        loss
    }

    fn params(&self) -> Vec<f64> {
        self.params.clone()
    }

    fn adam(&self) -> Adam {
        self.adam.clone()
    }
}
