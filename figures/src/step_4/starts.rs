//! The same runs from several initial weights: the book's own and four others.

use std::sync::LazyLock;
use std::thread::{self, ScopedJoinHandle};

use runs::{NUM_STEPS, Training, Weights, mean_over, validation_set};
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::train;
use step_4_transformer::{Config, Gpt};

use super::alone;

/// Validation losses of four models that begin with the same random numbers.
pub struct Start {
    /// The seed of the numbers, or that they are the run's.
    pub name: String,
    /// The model of Step 3, which cuts them into matrices in another order.
    pub step_3: f64,
    /// The model of Step 4 with one head.
    pub one: f64,
    /// The same with four.
    pub four: f64,
    /// The same without attention, from the first training step on.
    pub none: f64,
}

/// The runs. Two figures ask for them. They have threads of their own: one of
/// a pool that waits for another could be handed the second figure.
pub fn starts() -> &'static [Start] {
    static STARTS: LazyLock<Vec<Start>> = LazyLock::new(|| {
        thread::scope(|scope| {
            let jobs: Vec<_> = Weights::and_seeds(4)
                .into_iter()
                .map(|weights| scope.spawn(move || Start::of(weights)))
                .collect();
            let starts = jobs.into_iter().map(ScopedJoinHandle::join);
            starts.map(|start| start.expect("the run ends")).collect()
        })
    });
    &STARTS
}

impl Start {
    fn of(weights: Weights) -> Self {
        let loss = |it: Training| it.weights(weights).run().validation_loss;
        let step_4 = |n_head| {
            let config = Config {
                n_head,
                ..Config::of_the_guide(27)
            };
            loss(Training::transformer(config))
        };
        Start {
            name: weights.to_string(),
            step_3: loss(Training::single_head()),
            one: step_4(1),
            four: step_4(4),
            none: without(weights.start()),
        }
    }
}

/// The validation loss of Step 4's model if it is trained without attention.
fn without(start: runs::Start) -> f64 {
    let runs::Start { corpus, mut rng } = start;
    let docs = &corpus.docs;
    let config = Config::of_the_guide(27);
    let mut params = initial_parameters(config.num_params(), &mut rng);
    let losses = train(&mut params, docs, NUM_STEPS, 0.1, |weights, tokens| {
        alone::loss(&Gpt::new(config, weights), tokens)
    });
    assert!(losses.last().is_some(), "the run has steps");
    let gpt = Gpt::new(config, &params);
    mean_over(validation_set(docs), |tokens| alone::loss(&gpt, tokens))
}
