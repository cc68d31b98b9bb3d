//! The training step of Step 5 on any graph.

use step_2_autograd::Scalar;
use step_4_transformer::{Config, Gpt};
use step_5_adam::Adam;

use super::shape::Graph;
use crate::engine::Engine;

/// An engine that computes number by number, on a graph that is made anew for
/// each document.
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::Adam;
/// use step_6_efficiency::Engine;
/// use step_6_efficiency::graph::{Arena, GraphTrainer};
///
/// let config = Config::of_the_guide(27);
/// let params = vec![0.0; config.num_params()];
/// let adam = Adam::new(params.len());
/// let mut engine = GraphTrainer::<Arena>::resume(config, params, adam);
/// let loss = engine.step(&[26, 0, 26], 0.01);
/// assert!((loss - portable::math::ln(27.0)).abs() < 1e-12);
/// ```
#[derive(Debug)]
pub struct GraphTrainer<G> {
    config: Config,
    params: Vec<f64>,
    adam: Adam,
    graph: G,
}

impl<G: Graph> Engine for GraphTrainer<G> {
    fn resume(config: Config, params: Vec<f64>, adam: Adam) -> Self {
        GraphTrainer {
            config,
            params,
            adam,
            graph: G::default(),
        }
    }

    fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64 {
        self.graph = G::default();
        let weights = self.graph.leaves(&self.params);
        let loss = Gpt::new(self.config, &weights).loss(tokens);
        let grad = self.graph.gradient(loss, weights.len());
        let data = loss.data();
        self.adam.step(&mut self.params, &grad, learning_rate);
        data
    }

    fn params(&self) -> Vec<f64> {
        self.params.clone()
    }

    fn adam(&self) -> Adam {
        self.adam.clone()
    }
}

impl<G: Graph> GraphTrainer<G> {
    /// How many numbers the last step made, the parameters among them.
    pub fn numbers(&self) -> usize {
        self.graph.len()
    }
}
