//! How far the heads' weights are from even over the validation names: before
//! training and after Step 4's run.

use runs::{Training, corpus, validation_set};
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed};

use super::attention::weights;

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let (_, mut rng) = corpus();
    let untrained = initial_parameters(config.num_params(), &mut rng);
    let models = [
        ("before", untrained),
        ("after", Training::transformer(config).run().model),
    ];
    let moved = models.each_ref().map(|(_, params)| by_head(config, params));
    let [untrained, trained] = &moved;
    let is_even = |moved: &f64| *moved < 0.05;
    assert!(
        untrained.iter().chain(trained).all(is_even),
        "training or not"
    );

    let mut table = Table::new().left("training");
    for head in 0..config.n_head {
        table = table.right(format!("head {head}"));
    }
    for ((name, _), moved) in models.iter().zip(&moved) {
        let cells = moved.iter().map(|it| fixed(*it, 2));
        table = table.row([(*name).to_owned()].into_iter().chain(cells));
    }
    table.to_string()
}

/// The mean over the heads of a model.
pub fn distance(config: Config, params: &[f64]) -> f64 {
    by_head(config, params).iter().sum::<f64>() / config.n_head as f64
}

/// How much of a head's weight would have to be moved to make all weights of a
/// position equal: the mean over all positions of the validation names from
/// the third on, head by head.
fn by_head(config: Config, params: &[f64]) -> Vec<f64> {
    let (names, _) = corpus();
    let gpt = Gpt::new(config, params);
    let mut moved = vec![0.0; config.n_head];
    let mut n = 0.0;
    for name in validation_set(&names.docs) {
        let inputs = &name[..name.len() - 1];
        n += (inputs.len() - 2) as f64;
        for (moved, rows) in moved.iter_mut().zip(weights(&gpt, inputs)) {
            *moved += rows[2..].iter().map(|it| from_even(it)).sum::<f64>();
        }
    }
    moved.into_iter().map(|it| it / n).collect()
}

/// How much of these weights would have to be moved to make them equal.
pub fn from_even(weights: &[f64]) -> f64 {
    let even = 1.0 / weights.len() as f64;
    weights.iter().map(|it| (it - even).abs()).sum::<f64>() / 2.0
}
