//! Held-out losses after SGD and after Adam, from several initial weights.

use std::thread;

use portable::PythonRandom;
use runs::{NUM_STEPS, held_out, mean_over};
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::{Config, Gpt};
use step_5_adam::{LEARNING_RATE, Trainer};
use typeset::{Table, fixed};

pub fn figure() -> String {
    let (corpus, rng) = runs::corpus();
    let docs = &corpus.docs;
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
                    [sgd(docs, rng, 0.1), sgd(docs, rng, 0.2), adam(docs, rng)]
                })
            })
            .collect();
        jobs.into_iter()
            .map(|job| job.join().expect("the run ends"))
            .collect()
    });

    let column = |i: usize| losses.iter().map(move |it| it[i]);
    let means = [0, 1, 2].map(|i| column(i).sum::<f64>() / 5.0);
    let best_sgd = column(0).chain(column(1)).fold(9.0, f64::min);
    let worst_adam = column(2).fold(0.0, f64::max);
    assert!(worst_adam < best_sgd, "every run is below every other");
    for i in [0, 1] {
        let gains: Vec<f64> = losses.iter().map(|it| it[i] - it[2]).collect();
        let most = gains.iter().copied().fold(0.0, f64::max);
        assert_eq!(most, gains[0], "the run is Adam's best draw");
    }

    let left = (means[1] - means[2]) / (losses[0][0] - losses[0][2]);
    assert!((0.45..0.55).contains(&left), "about half");

    let mut table = Table::new()
        .left("initial weights")
        .right("SGD, rate 0.1")
        .right("SGD, rate 0.2")
        .right("Adam, rate 0.01");
    let names = starts.into_iter().map(|(name, _)| name);
    let names = names.chain(["mean".into()]);
    for (name, losses) in names.zip(losses.iter().chain([&means])) {
        let cells = losses.map(|loss| fixed(loss, 4));
        table = table.row([name].into_iter().chain(cells));
    }
    table.to_string()
}

/// The held-out loss of a thousand names by gradient descent.
fn sgd(docs: &[Vec<usize>], rng: &PythonRandom, rate: f64) -> f64 {
    let config = Config::of_the_guide(27);
    let mut params = initial_parameters(config.num_params(), &mut rng.clone());
    step_2_autograd::train(
        &mut params,
        docs,
        NUM_STEPS,
        rate,
        |weights, tokens| Gpt::new(config, weights).loss(tokens),
    )
    .for_each(drop);
    let gpt = Gpt::new(config, &params);
    mean_over(held_out(docs), |tokens| gpt.loss(tokens))
}

/// The same by Adam.
fn adam(docs: &[Vec<usize>], rng: &PythonRandom) -> f64 {
    let config = Config::of_the_guide(27);
    let mut trainer = Trainer::new(config, &mut rng.clone());
    step_5_adam::train(&mut trainer, docs, NUM_STEPS, LEARNING_RATE)
        .for_each(drop);
    let gpt = Gpt::new(config, &trainer.params);
    mean_over(held_out(docs), |tokens| gpt.loss(tokens))
}
