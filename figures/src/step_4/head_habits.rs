//! How far the heads' weights are from even over the validation names.

use runs::{corpus, validation_set};
use step_4_transformer::{Config, Gpt};

use super::attention::weights;

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
