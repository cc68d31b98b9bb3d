//! The gain of a second and a third layer, after 1,000 and 3,000 names.

use rayon::prelude::*;
use runs::{Training, Weights};
use step_4_transformer::Config;
use typeset::{Table, fixed};

const LONG: usize = 3000;

pub fn figure() -> String {
    let row = |n_layer| {
        let guide = Config::of_the_guide(27);
        let config = Config { n_layer, ..guide };
        let short = Training::transformer(config);
        let long = short.steps(LONG);
        let again = long.weights(Weights::OfSeed(1));
        [short, long, again].map(|it| it.run().validation_loss)
    };
    let losses: Vec<[f64; 3]> = [1, 2, 3].into_par_iter().map(row).collect();

    let mut table = Table::new()
        .right("layers")
        .right("1,000 steps")
        .right("3,000 steps")
        .right("the same, other initial weights");
    for (n_layer, losses) in (1..).zip(&losses) {
        let cells = losses.map(|loss| fixed(loss, 3));
        table = table.row([n_layer.to_string()].into_iter().chain(cells));
    }
    let gain = |column: usize, n_layer: usize| {
        losses[n_layer - 2][column] - losses[n_layer - 1][column]
    };
    for column in [1, 2] {
        assert!((gain(column, 2) - 0.0055).abs() < 0.0010, "six thousandths");
        assert!((0.001..0.0025).contains(&gain(column, 3)), "one or two");
    }
    assert!(gain(0, 3).abs() < 0.0004);
    table.to_string()
}
