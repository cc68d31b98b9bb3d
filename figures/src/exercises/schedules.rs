//! Validation losses by the course of the rate: a straight line or a cosine.

use exercises::step_5::schedule::cosine;
use rayon::prelude::*;
use runs::{NUM_STEPS, Weights};
use step_1_gradient_descent::linear_decay;
use step_5_adam::{Adam, LEARNING_RATE};
use typeset::Table;

use crate::step_5::rules::{CONFIG, mean_and_ends, trained};

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 11;

pub fn figure() -> String {
    let rows = [
        ("a straight line", None),
        ("a cosine", Some(0)),
        ("a cosine after 50 steps of warm-up", Some(50)),
        ("a cosine after 200", Some(200)),
    ];
    let mut table = Table::new()
        .left("the rate falls as")
        .right("validation loss, mean of twelve")
        .right("least to most")
        .right("above the line's in");
    let mut all: Vec<Vec<f64>> = Vec::new();
    for (name, warm_up) in rows {
        let starts = Weights::and_seeds(SEEDS).into_par_iter();
        let losses: Vec<f64> = starts.map(|it| loss(it, warm_up)).collect();
        let above = all.first().map_or(String::new(), |line| {
            let above = above(&losses, line);
            assert!(above >= 11, "nearly always");
            format!("{above} of 12")
        });
        let [mean, ends] = mean_and_ends(&losses);
        table = table.row([name.to_owned(), mean, ends, above]);
        all.push(losses);
    }
    let [_, _, short, long] = &all[..] else {
        panic!("four rows");
    };
    assert!(above(long, short) >= 11, "the longer, the worse");
    table.to_string()
}

/// In how many starts the one is above the other.
fn above(one: &[f64], other: &[f64]) -> usize {
    one.iter().zip(other).filter(|(a, b)| a > b).count()
}

/// The validation loss after a cosine, or after the book's straight line.
fn loss(weights: Weights, warm_up: Option<usize>) -> f64 {
    let mut adam = Adam::new(CONFIG.num_params());
    let run = trained(weights, NUM_STEPS, |step, params, grad| {
        let rate = match warm_up {
            Some(warm_up) => cosine(LEARNING_RATE, step, NUM_STEPS, warm_up),
            None => linear_decay(LEARNING_RATE, step, NUM_STEPS),
        };
        adam.step(params, grad, rate);
    });
    run.validation_loss
}
