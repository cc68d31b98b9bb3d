//! Held-out losses of one head and of four heads, from several initial
//! weights.

use std::thread;

use names::{Corpus, PythonRandom};
use runs::{NUM_STEPS, corpus, held_out, mean_over};
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::train;
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed};

fn main() {
    let (Corpus { docs, .. }, rng) = corpus();
    let seeds = (1..=4).map(|seed| (seed.to_string(), PythonRandom::new(seed)));
    let starts: Vec<(String, PythonRandom)> = [("the run's".into(), rng)]
        .into_iter()
        .chain(seeds)
        .collect();

    let losses: Vec<[f64; 3]> = thread::scope(|scope| {
        let jobs: Vec<_> = starts
            .iter()
            .map(|(_, rng)| {
                scope.spawn(|| {
                    [
                        step_3(&docs, rng.clone()),
                        step_4(&docs, rng.clone(), 1),
                        step_4(&docs, rng.clone(), 4),
                    ]
                })
            })
            .collect();
        jobs.into_iter()
            .map(|job| job.join().expect("the run ends"))
            .collect()
    });

    let mut table = Table::new()
        .left("initial weights")
        .right("Step 3")
        .right("Step 4, one head")
        .right("Step 4, four heads");
    for ((name, _), losses) in starts.into_iter().zip(&losses) {
        let [step_3, one, four] = losses.map(|loss| fixed(loss, 4));
        table = table.row([name, step_3, one, four]);
    }
    for [step_3, one, four] in &losses {
        assert!(
            (one - four).abs() < 0.0005,
            "the heads change the 4th digit"
        );
        assert!((one - step_3).abs() > 0.0004, "the weights a digit before");
    }
    print!("{table}");
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
