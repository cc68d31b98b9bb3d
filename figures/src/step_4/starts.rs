//! The same runs from several initial weights: the book's own and four others.

use std::thread;

use names::Corpus;
use portable::PythonRandom;
use runs::{NUM_STEPS, corpus, held_out, mean_over};
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::train;
use step_4_transformer::{Config, Gpt};

use super::alone;

/// Held-out losses of four models that begin with the same random numbers.
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

pub fn starts() -> Vec<Start> {
    let (Corpus { docs, .. }, rng) = corpus();
    let docs = &docs;
    let seeds = (1..=4).map(|seed| (seed.to_string(), PythonRandom::new(seed)));
    let starts = [("the run's".to_string(), rng)].into_iter().chain(seeds);
    thread::scope(|scope| {
        let jobs: Vec<_> = starts
            .map(|(name, rng)| {
                scope.spawn(move || Start {
                    name,
                    step_3: step_3(docs, rng.clone()),
                    one: step_4(docs, rng.clone(), 1),
                    four: step_4(docs, rng.clone(), 4),
                    none: without(docs, rng),
                })
            })
            .collect();
        jobs.into_iter()
            .map(|job| job.join().expect("the run ends"))
            .collect()
    })
}

/// The held-out loss of Step 3's model.
fn step_3(docs: &[Vec<usize>], mut rng: PythonRandom) -> f64 {
    let n = step_3_attention::num_params(27);
    let mut params = initial_parameters(n, &mut rng);
    let losses = train(&mut params, docs, NUM_STEPS, 0.1, |weights, tokens| {
        step_3_attention::Gpt::new(27, weights).loss(tokens)
    });
    assert!(losses.last().is_some(), "the run has steps");
    let gpt = step_3_attention::Gpt::new(27, &params);
    mean_over(held_out(docs), |tokens| gpt.loss(tokens))
}

/// The held-out loss of Step 4's model with so many heads.
fn step_4(docs: &[Vec<usize>], mut rng: PythonRandom, n_head: usize) -> f64 {
    let config = Config {
        n_head,
        ..Config::of_the_guide(27)
    };
    let mut params = initial_parameters(config.num_params(), &mut rng);
    let losses = train(&mut params, docs, NUM_STEPS, 0.1, |weights, tokens| {
        Gpt::new(config, weights).loss(tokens)
    });
    assert!(losses.last().is_some(), "the run has steps");
    let gpt = Gpt::new(config, &params);
    mean_over(held_out(docs), |tokens| gpt.loss(tokens))
}

/// The held-out loss of Step 4's model if it is trained without attention.
fn without(docs: &[Vec<usize>], mut rng: PythonRandom) -> f64 {
    let config = Config::of_the_guide(27);
    let mut params = initial_parameters(config.num_params(), &mut rng);
    let losses = train(&mut params, docs, NUM_STEPS, 0.1, |weights, tokens| {
        alone::loss(&Gpt::new(config, weights), tokens)
    });
    assert!(losses.last().is_some(), "the run has steps");
    let gpt = Gpt::new(config, &params);
    mean_over(held_out(docs), |tokens| alone::loss(&gpt, tokens))
}
