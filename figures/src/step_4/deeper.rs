//! The gain of a second and a third layer, after 1,000 and 3,000 names.

use std::thread;

use names::Corpus;
use portable::PythonRandom;
use runs::{NUM_STEPS, corpus, held_out, mean_over};
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::train;
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed};

const LONG: usize = 3000;

pub fn figure() -> String {
    let (Corpus { docs, .. }, rng) = corpus();
    let (docs, rng) = (&docs, &rng);
    let losses: Vec<[f64; 4]> = thread::scope(|scope| {
        let rows = [1, 2, 3].map(|n_layer| {
            scope.spawn(move || {
                let config = Config {
                    n_layer,
                    ..Config::of_the_guide(27)
                };
                let other = &PythonRandom::new(1);
                let short = trained(config, docs, NUM_STEPS, rng);
                let long = trained(config, docs, LONG, rng);
                let again = trained(config, docs, LONG, other);
                let loss = |params: &[f64], names: &[Vec<usize>]| {
                    let gpt = Gpt::new(config, params);
                    mean_over(names, |tokens| gpt.loss(tokens))
                };
                let fresh = &docs[LONG..LONG + 500];
                [
                    loss(&short, held_out(docs)),
                    loss(&short, fresh),
                    loss(&long, fresh),
                    loss(&again, fresh),
                ]
            })
        });
        rows.into_iter()
            .map(|row| row.join().expect("the run ends"))
            .collect()
    });

    let mut table = Table::new()
        .right("layers")
        .right("1,000 steps, names 1,001 to 1,500")
        .right("1,000 steps, names 3,001 to 3,500")
        .right("3,000 steps, names 3,001 to 3,500")
        .right("the same, other initial weights");
    for (n_layer, losses) in (1..).zip(&losses) {
        let cells = losses.map(|loss| fixed(loss, 3));
        table = table.row([n_layer.to_string()].into_iter().chain(cells));
        let [_, short, long, _] = losses;
        assert!((0.04..0.05).contains(&(short - long)), "the text says so");
    }
    let gain = |column: usize, n_layer: usize| {
        losses[n_layer - 2][column] - losses[n_layer - 1][column]
    };
    for column in [2, 3] {
        assert!((gain(column, 2) - 0.0055).abs() < 0.0010, "six thousandths");
        assert!((0.001..0.0025).contains(&gain(column, 3)), "one or two");
    }
    assert!(gain(0, 3).abs() < 0.0004 && gain(1, 3).abs() < 0.0004);
    table.to_string()
}

/// The parameters after so many steps, from the next random numbers.
fn trained(
    config: Config,
    docs: &[Vec<usize>],
    num_steps: usize,
    rng: &PythonRandom,
) -> Vec<f64> {
    let mut params = initial_parameters(config.num_params(), &mut rng.clone());
    let losses = train(&mut params, docs, num_steps, 0.1, |weights, tokens| {
        Gpt::new(config, weights).loss(tokens)
    });
    assert!(losses.last().is_some(), "the run has steps");
    params
}
