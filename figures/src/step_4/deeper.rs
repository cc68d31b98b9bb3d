//! The gain of a second and a third layer, after 1,000 and 3,000 names.

use names::Corpus;
use rayon::prelude::*;
use runs::{Training, Weights, corpus, mean_over};
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed};

const LONG: usize = 3000;

pub fn figure() -> String {
    let (Corpus { docs, .. }, _) = corpus();
    let fresh = &docs[LONG..LONG + 500];
    let row = |n_layer| {
        let guide = Config::of_the_guide(27);
        let config = Config { n_layer, ..guide };
        let short = Training::transformer(config);
        let long = short.steps(LONG);
        let again = long.weights(Weights::OfSeed(1));
        let of_fresh = [short, long, again].map(|it| {
            let params = it.run().model;
            let gpt = Gpt::new(config, &params);
            mean_over(fresh, |tokens| gpt.loss(tokens))
        });
        let [short_fresh, long, again] = of_fresh;
        [short.run().held_out, short_fresh, long, again]
    };
    let losses: Vec<[f64; 4]> = [1, 2, 3].into_par_iter().map(row).collect();

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
