//! Models trained as Step 5 does it, from several initial weights.

use std::thread::{self, ScopedJoinHandle};

use portable::PythonRandom;
use runs::{NUM_STEPS, held_out, mean_over};
use step_1_gradient_descent::{initial_parameters, linear_decay};
use step_2_autograd::{Scalar, Tape};
use step_5_adam::{Adam, LEARNING_RATE};

/// A model by its loss, for any kind of number.
pub trait Model: Sync {
    /// How many parameters it has.
    fn num_params(&self) -> usize;
    /// The loss of a document.
    fn loss<S: Scalar>(&self, params: &[S], tokens: &[usize]) -> S;
}

/// The sources of the initial weights: as in the run, and from seeds.
pub fn starts(seeds: u32) -> Vec<(String, PythonRandom)> {
    let (_, rng) = runs::corpus();
    let seeds =
        (1..=seeds).map(|seed| (seed.to_string(), PythonRandom::new(seed)));
    [("the run's".into(), rng)]
        .into_iter()
        .chain(seeds)
        .collect()
}

/// The parameters after a thousand names, by Adam.
pub fn trained<M: Model>(
    model: &M,
    docs: &[Vec<usize>],
    rng: &PythonRandom,
) -> Vec<f64> {
    let mut params = initial_parameters(model.num_params(), &mut rng.clone());
    let mut adam = Adam::new(params.len());
    let mut tape = Tape::new();
    for (step, tokens) in docs.iter().enumerate().take(NUM_STEPS) {
        tape.clear();
        let weights = tape.leaves(&params);
        let grads = model.loss(&weights, tokens).backward();
        let grad = grads.first(params.len());
        let rate = linear_decay(LEARNING_RATE, step, NUM_STEPS);
        adam.step(&mut params, grad, rate);
    }
    params
}

/// The held-out loss of each model (the rows) from each start (the columns).
pub fn held_out_losses<M: Model>(models: &[M], seeds: u32) -> Vec<Vec<f64>> {
    let (corpus, _) = runs::corpus();
    let docs = &corpus.docs;
    let starts = starts(seeds);
    let loss = |(model, rng): (&M, &PythonRandom)| {
        let params = trained(model, docs, rng);
        mean_over(held_out(docs), |tokens| model.loss(&params, tokens))
    };
    thread::scope(|scope| {
        let row = |model| {
            let jobs = starts.iter().map(move |(_, rng)| (model, rng));
            let jobs = jobs.map(|job| scope.spawn(move || loss(job)));
            jobs.collect::<Vec<_>>()
        };
        let rows: Vec<_> = models.iter().map(row).collect();
        let ended = |row: Vec<ScopedJoinHandle<f64>>| {
            let losses = row.into_iter().map(ScopedJoinHandle::join);
            losses.map(|loss| loss.expect("the run ends")).collect()
        };
        rows.into_iter().map(ended).collect()
    })
}
