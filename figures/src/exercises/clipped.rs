//! Runs with a limit to the length of the gradient: by gradient descent, and
//! by Adam.

use exercises::step_5::clip::clip;
use rayon::prelude::*;
use runs::{NUM_STEPS, Weights};
use step_1_gradient_descent::{linear_decay, sgd_step};
use step_5_adam::Adam;
use typeset::{Table, thousands};

use crate::spread::mean;
use crate::step_5::rules::{CONFIG, mean_and_ends, trained};

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 11;

/// The validation loss of a run, and how many of its gradients were too long.
fn clipped(
    weights: Weights,
    is_adam: bool,
    rate: f64,
    limit: f64,
) -> (f64, usize) {
    let mut adam = Adam::new(CONFIG.num_params());
    let mut cut = 0;
    let run = trained(weights, NUM_STEPS, |step, params, grad| {
        let rate = linear_decay(rate, step, NUM_STEPS);
        let mut grad = grad.to_vec();
        if clip(&mut grad, limit) > limit {
            cut += 1;
        }
        if is_adam {
            adam.step(params, &grad, rate);
        } else {
            sgd_step(params, &grad, rate);
        }
    });
    (run.validation_loss, cut)
}

pub fn figure() -> String {
    let none = f64::INFINITY;
    let rows = [
        (false, 0.2, none),
        (false, 1.0, none),
        (false, 1.0, 1.0),
        (false, 1.0, 0.5),
        (true, 0.01, none),
        (true, 0.01, 0.01),
    ];
    let mut table = Table::new()
        .left("optimizer")
        .right("rate")
        .right("limit")
        .right("shortened, of 1,000")
        .right("validation loss, mean of twelve")
        .right("least to most");
    let mut all = Vec::new();
    for (is_adam, rate, limit) in rows {
        let starts = Weights::and_seeds(SEEDS).into_par_iter();
        let runs: Vec<(f64, usize)> = starts
            .map(|weights| clipped(weights, is_adam, rate, limit))
            .collect();
        let losses: Vec<f64> = runs.iter().map(|it| it.0).collect();
        let lost = losses.iter().filter(|loss| loss.is_nan()).count();
        let [mean, ends] = match lost {
            0 => mean_and_ends(&losses),
            lost => [format!("NaN in {lost} of 12"), String::new()],
        };
        table = table.row([
            if is_adam { "Adam" } else { "SGD" }.to_owned(),
            rate.to_string(),
            match limit {
                f64::INFINITY => "none".to_owned(),
                limit => limit.to_string(),
            },
            thousands(runs[0].1),
            mean,
            ends,
        ]);
        all.push(losses);
    }
    let means: Vec<f64> = all.iter().map(|it| mean(it)).collect();
    let lost = all[1].iter().filter(|loss| loss.is_nan()).count();
    assert!(lost >= 10 && all[1][0].is_nan(), "without a limit");
    assert!(all[2].iter().all(|loss| loss.is_finite()), "with one");
    assert!((means[0] - means[3]).abs() < 0.003, "about as good");
    let [free, limited] = [&all[4], &all[5]];
    let pairs = free.iter().zip(limited);
    let worse = pairs.filter(|(free, limited)| free < limited).count();
    assert!(worse >= 9, "Adam loses a little: {worse} of twelve");
    let cost = means[5] - means[4];
    assert!((0.0045..0.0055).contains(&cost), "five thousandths");
    table.to_string()
}
