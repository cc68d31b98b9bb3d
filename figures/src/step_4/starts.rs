//! The same runs from several initial weights: the book's own and others.

use std::iter::zip;

use runs::{Training, Weights};

use super::trials::{Losses, Optimizer::Descent, SEEDS, Trial};

/// Validation losses of three models that begin with the same random numbers.
pub struct Start {
    /// The seed of the numbers, or that they are the run's.
    pub name: String,
    /// The model of Step 3, which cuts them into matrices in another order.
    pub step_3: f64,
    /// The model of Step 4 with one head.
    pub one: f64,
    /// The same with four.
    pub four: f64,
}

/// The runs.
pub fn starts() -> Vec<Start> {
    let step_4 = |n_head| -> Losses {
        Trial {
            n_head,
            ..Trial::by(Descent)
        }
        .losses(SEEDS)
    };
    let losses = zip(step_4(1), step_4(4));
    let starts = zip(Weights::and_seeds(SEEDS), losses);
    starts
        .map(|(weights, (one, four))| Start {
            name: match weights {
                Weights::OfTheRun => weights.to_string(),
                Weights::OfSeed(seed) => format!("seed {seed}"),
            },
            step_3: Training::single_head()
                .weights(weights)
                .run()
                .validation_loss,
            one,
            four,
        })
        .collect()
}
