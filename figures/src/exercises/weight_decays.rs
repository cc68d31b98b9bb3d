//! The embeddings of a rare and of a frequent letter, and the loss, with two
//! kinds of weight decay.

use exercises::step_5::decay::{coupled_step, decoupled_step};
use rayon::prelude::*;
use runs::{NUM_STEPS, Weights};
use step_1_gradient_descent::linear_decay;
use step_5_adam::{Adam, LEARNING_RATE};
use typeset::{Table, fixed};

use crate::spread::{ends, mean};
use crate::step_5::rules::{
    CONFIG, Trained, are_alike, losses, mean_and_ends, trained,
};

type Rule = fn(&mut Adam, &mut [f64], &[f64], f64, f64);

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 5;

/// The letters "q" and "a".
const LETTERS: [usize; 2] = [16, 0];

pub fn figure() -> String {
    let rows: [(&str, Rule, f64); 6] = [
        ("none", decoupled_step, 0.0),
        ("decoupled", decoupled_step, 0.01),
        ("decoupled", decoupled_step, 0.1),
        ("in the gradient", coupled_step, 0.001),
        ("in the gradient", coupled_step, 0.01),
        ("in the gradient", coupled_step, 0.1),
    ];
    let mut table = Table::new()
        .left("decay")
        .right("how much")
        .right("length of \"q\"")
        .right("length of \"a\"")
        .right("validation loss, mean of six")
        .right("least to most");
    let mut all = Vec::new();
    for (name, rule, decay) in rows {
        let starts = Weights::and_seeds(SEEDS).into_par_iter();
        let runs: Vec<Trained> = starts
            .map(|weights| decayed(weights, rule, decay))
            .collect();
        let lengths = LETTERS.map(|letter| {
            let lengths = runs.iter().map(|run| length(&run.params, letter));
            lengths.collect::<Vec<f64>>()
        });
        let losses = losses(&runs);
        let [loss, ends] = mean_and_ends(&losses);
        let [q, a] = lengths.each_ref().map(|it| fixed(mean(it), 2));
        table = table.row([name.into(), decay.to_string(), q, a, loss, ends]);
        all.push((lengths, losses));
    }
    let [none, decoupled, .., coupled, _] = &all[..] else {
        panic!("six rows");
    };
    assert!(are_alike(&none.1, &decoupled.1), "no more than luck");
    assert!(ends(&coupled.1)[0] > ends(&none.1)[1] + 0.02);
    let [q, a] = [0, 1].map(|i| ends(&coupled.0[i]));
    assert!(q[1] < 0.05 && a[0] > 0.4, "the rare one is erased");
    table.to_string()
}

/// A thousand names with a rule.
fn decayed(weights: Weights, rule: Rule, decay: f64) -> Trained {
    let mut adam = Adam::new(CONFIG.num_params());
    trained(weights, NUM_STEPS, |step, params, grad| {
        let rate = linear_decay(LEARNING_RATE, step, NUM_STEPS);
        rule(&mut adam, params, grad, rate, decay);
    })
}

/// How long the embedding of a letter is.
fn length(params: &[f64], letter: usize) -> f64 {
    let n_embd = CONFIG.n_embd;
    let row = &params[letter * n_embd..][..n_embd];
    row.iter().map(|x| x * x).sum::<f64>().sqrt()
}
