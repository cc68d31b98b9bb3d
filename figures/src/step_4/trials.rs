//! The book's training from initial weights that are changed first, by the
//! engine of section 6.4: there are so many runs that the tape would take
//! minutes. The engine rounds otherwise, in digits that no figure shows.

use rayon::prelude::*;
use runs::{NUM_STEPS, Once, Weights, corpus, mean_over};
use runs::{training_set, validation_set};
use step_1_gradient_descent::linear_decay;
use step_4_transformer::{Config, Gpt};
use step_5_adam::{Adam, LEARNING_RATE};
use step_6_efficiency::Engine;
use step_6_efficiency::workspace::Workspace;

/// The seeds of a trial, besides the run's own weights.
pub const SEEDS: u32 = 5;

/// What moves the parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Optimizer {
    /// Gradient descent, as Step 4 trains.
    Descent,
    /// As Step 5 does.
    Adam,
}

/// What a position takes from those so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// A mean with weights that are learned: attention.
    Chosen,
    /// The plain mean. With `attn_wq` and `attn_wk` at zero all scores are 0,
    /// and neither has a slope while the other is zero.
    Mean,
}

/// A way to train the model of Step 4.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// How many layers it has.
    pub n_layer: usize,
    /// How many heads in each.
    pub n_head: usize,
    /// What moves its parameters.
    pub optimizer: Optimizer,
    /// How many names it learns from.
    pub num_steps: usize,
    /// What it can take from the past.
    pub past: Past,
    /// What the initial weights of attention's matrices are multiplied by.
    pub size: f64,
    /// How much longer gradient descent's steps are for `attn_wq`, `attn_wk`.
    pub choice_rate: f64,
}

/// The validation losses of a trial, each from its initial weights.
pub type Losses = Vec<f64>;

impl Trial {
    /// The book's training with this optimizer.
    pub const fn by(optimizer: Optimizer) -> Self {
        Trial {
            n_layer: 1,
            n_head: 4,
            optimizer,
            num_steps: NUM_STEPS,
            past: Past::Chosen,
            size: 1.0,
            choice_rate: 1.0,
        }
    }

    /// The model's size.
    pub const fn config(self) -> Config {
        Config {
            n_layer: self.n_layer,
            n_head: self.n_head,
            ..Config::of_the_guide(27)
        }
    }

    /// The validation loss from the run's weights and from so many seeds.
    pub fn losses(self, seeds: u32) -> Losses {
        let (names, _) = corpus();
        let names = validation_set(&names.docs);
        let loss = |params: Vec<f64>| {
            let gpt = Gpt::new(self.config(), &params);
            mean_over(names, |tokens| gpt.loss(tokens))
        };
        self.models(seeds).into_iter().map(loss).collect()
    }

    /// The trained parameters, from the same starts.
    pub fn models(self, seeds: u32) -> Vec<Vec<f64>> {
        let starts = Weights::and_seeds(seeds).into_par_iter();
        starts.map(|weights| self.model(weights)).collect()
    }

    /// Those from one start. However many ask for them, they are trained once.
    fn model(self, weights: Weights) -> Vec<f64> {
        static MODELS: Once<(Trial, Weights), Vec<f64>> = Once::new();
        MODELS.get((self, weights), || self.trained(weights))
    }

    fn trained(self, weights: Weights) -> Vec<f64> {
        let start = weights.start();
        let names = training_set(&start.corpus.docs);
        let mut params = start.parameters(self.config().num_params());
        for (p, factor) in params.iter_mut().zip(self.factors()) {
            *p *= factor;
        }
        let steps = (0..self.num_steps).map(|step| {
            let rate = linear_decay(self.rate(), step, self.num_steps);
            (&names[step % names.len()][..], rate)
        });
        match self.optimizer {
            Optimizer::Descent => self.descend(params, steps),
            Optimizer::Adam => {
                let adam = Adam::new(params.len());
                let mut engine = Workspace::resume(self.config(), params, adam);
                for (tokens, rate) in steps {
                    engine.step(tokens, rate);
                }
                engine.params()
            }
        }
    }

    const fn rate(self) -> f64 {
        match self.optimizer {
            Optimizer::Descent => 0.1,
            Optimizer::Adam => LEARNING_RATE,
        }
    }

    fn descend<'a>(
        self,
        mut params: Vec<f64>,
        steps: impl Iterator<Item = (&'a [usize], f64)>,
    ) -> Vec<f64> {
        let unused = Adam::new(params.len());
        let rates = self.each(|matrix| match matrix {
            "attn_wq" | "attn_wk" => self.choice_rate,
            _ => 1.0,
        });
        for (tokens, rate) in steps {
            let mut engine = Workspace::resume(
                self.config(),
                params.clone(),
                unused.clone(),
            );
            // At a rate of 0 the parameters stay, and there is a gradient.
            engine.step(tokens, 0.0);
            let slopes = engine.last_gradient().iter().zip(&rates);
            for (p, (slope, factor)) in params.iter_mut().zip(slopes) {
                *p -= rate * factor * slope;
            }
        }
        params
    }

    /// What each initial weight is multiplied by, `[num_params]`.
    fn factors(self) -> Vec<f64> {
        self.each(|matrix| match (matrix, self.past) {
            ("attn_wq" | "attn_wk", Past::Mean) => 0.0,
            _ if matrix.starts_with("attn_") => self.size,
            _ => 1.0,
        })
    }

    /// A number for each parameter, by the name of its matrix in a layer.
    fn each(self, number: impl Fn(&str) -> f64) -> Vec<f64> {
        let shapes = self.config().shapes();
        let numbers = shapes.iter().flat_map(|(name, [n_out, n_in])| {
            let matrix = name.rsplit('.').next().unwrap_or(name);
            vec![number(matrix); n_out * n_in]
        });
        numbers.collect()
    }
}
