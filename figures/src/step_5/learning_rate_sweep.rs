//! Validation losses of the same model after a thousand names, by learning rate
//! as a multiple of the best, from several initial weights.

use crate::spread::{ends, mean};
use step_5_adam::LEARNING_RATE;
use typeset::{Axis, Chart};

use super::rules::{By, Rule, are_alike, losses};

/// The starts are the run's own and those of so many seeds.
const SEEDS: u32 = 5;

/// The best rates that were found, of SGD and of Adam.
const BEST: [(Rule, f64); 2] = [(Rule::SGD, 0.2), (Rule::ADAM, LEARNING_RATE)];

const FACTORS: [f64; 8] = [0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 5.0, 10.0];

pub fn figure() -> String {
    let [sgd, adam] = BEST.map(|(rule, best)| {
        let by = FACTORS.map(|factor| By::new(rule, best * factor));
        let runs = by.map(|by| losses(&by.at_starts(SEEDS)));
        runs.into_iter().zip(FACTORS).collect::<Vec<_>>()
    });
    let finite = |runs: &[(Vec<f64>, f64)]| {
        let mut runs = runs.to_vec();
        runs.retain(|(losses, _)| losses.iter().all(|it| it.is_finite()));
        runs
    };
    for (losses, factor) in &sgd {
        let is_lost = losses.iter().all(|it| it.is_nan());
        assert_eq!(is_lost, *factor > 4.0, "each start, or none");
    }
    let [sgd, adam] = [finite(&sgd), finite(&adam)];
    assert_eq!((sgd.len(), adam.len()), (6, 8), "Adam always has a model");
    let [.., best, above, far] = &sgd[..] else {
        panic!("six factors");
    };
    assert!(are_alike(&best.0, &above.0), "0.2 or 0.4");
    let loses = |runs: &[(Vec<f64>, f64)], at: usize| {
        mean(&runs[at].0) - mean(&runs[3].0)
    };
    assert!(
        loses(&adam, 4) > loses(&sgd, 4) + 0.005,
        "at twice the best"
    );
    assert!(loses(&adam, 5) > 2.0 * loses(&sgd, 5), "at four times");
    assert!((loses(&adam, 2) - loses(&sgd, 2)).abs() < 0.003, "at half");
    assert!(far.0.iter().all(|&loss| loss < 2.42));
    let best_sgd = mean(&sgd[3].0).min(mean(&sgd[4].0));
    assert!(ends(&adam[2].0)[1] < best_sgd, "half of Adam's best");
    assert!(mean(&adam[4].0) < best_sgd, "and, on average, twice");

    let line = |runs: &[(Vec<f64>, f64)]| {
        let points = runs.iter().map(|(losses, at)| [*at, mean(losses)]);
        points.collect::<Vec<_>>()
    };
    let dots = |runs: &[(Vec<f64>, f64)]| {
        let dots = runs
            .iter()
            .flat_map(|(losses, at)| losses.iter().map(|&loss| [*at, loss]));
        dots.collect::<Vec<_>>()
    };
    let all = sgd.iter().chain(&adam).flat_map(|(losses, _)| losses);
    assert!(all.copied().fold(0.0, f64::max) < 2.6, "within the axis");
    let chart = Chart::new(
        "Validation loss by learning rate, for SGD and for Adam",
        Axis::log(
            "learning rate, as a multiple of the best",
            &[0.1, 1.0, 10.0],
        ),
        Axis::linear(
            "loss of the validation names",
            &[2.36, 2.42, 2.48, 2.54, 2.6],
        ),
    )
    .line("series-4", "SGD, best at 0.2", line(&sgd))
    .line("series-5", "Adam, best at 0.01", line(&adam))
    .dots("series-4", "", dots(&sgd))
    .dots("series-5", "", dots(&adam));
    chart.to_string()
}
