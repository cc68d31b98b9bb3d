//! The gain of a second and a third layer.

use typeset::{Table, fixed};

use super::trials::{Optimizer::Descent, SEEDS, Trial};
use crate::spread::Spread;

/// The names of the longer runs.
pub const LONG: usize = 3000;

pub fn figure() -> String {
    let losses = [1, 2, 3].map(|n_layer| {
        Trial {
            n_layer,
            ..Trial::by(Descent)
        }
        .losses(SEEDS)
    });
    let gain =
        |layer: usize| Spread::between(&losses[layer - 1], &losses[layer]);
    assert!(gain(1).least > 0.001, "the second helps from each start");
    assert!(gain(2).least < 0.0, "the third does not");

    let mut table = Table::new()
        .right("layers")
        .right("mean loss")
        .right("the last layer gains, in thousandths")
        .left("told apart");
    for (layer, losses) in losses.iter().enumerate() {
        let [gain, verdict] = if layer == 0 {
            [String::new(), String::new()]
        } else {
            let gain = gain(layer);
            let verdict = if gain.least > 0.0 { "yes" } else { "no" };
            [fixed(gain.mean * 1000.0, 1), verdict.to_owned()]
        };
        let loss = Spread::of(losses).mean(4);
        table = table.row([(layer + 1).to_string(), loss, gain, verdict]);
    }
    table.to_string()
}
