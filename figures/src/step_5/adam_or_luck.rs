//! Validation losses after SGD and after Adam, from several initial weights.

use rayon::prelude::*;
use runs::{Training, Weights};
use step_4_transformer::Config;
use typeset::{Table, fixed};

pub fn figure() -> String {
    let starts = Weights::and_seeds(4);
    let losses = starts.par_iter().map(|&weights| validation_losses(weights));
    let losses: Vec<[f64; 3]> = losses.collect();

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
    let names = starts.iter().map(ToString::to_string);
    let names = names.chain(["mean".into()]);
    for (name, losses) in names.zip(losses.iter().chain([&means])) {
        let cells = losses.map(|loss| fixed(loss, 4));
        table = table.row([name].into_iter().chain(cells));
    }
    table.to_string()
}

/// The validation losses of a thousand names by gradient descent, at two rates,
/// and by Adam.
fn validation_losses(weights: Weights) -> [f64; 3] {
    let config = Config::of_the_guide(27);
    let sgd = Training::transformer(config);
    let trainings = [sgd, sgd.rate(0.2), Training::adam(config)];
    trainings.map(|it| it.weights(weights).run().validation_loss)
}
