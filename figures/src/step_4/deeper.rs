//! The gain of a second and a third layer, after 1,000 and 3,000 names.

use runs::NUM_STEPS;
use typeset::Table;

use super::trials::{Losses, Optimizer::Descent, SEEDS, Trial};
use crate::spread::Spread;

/// The names of the longer runs.
pub const LONG: usize = 3000;

pub fn figure() -> String {
    let losses = [NUM_STEPS, LONG]
        .map(|num_steps| [1, 2, 3].map(|n_layer| losses(n_layer, num_steps)));
    for layers in &losses {
        let second = Spread::between(&layers[0], &layers[1]);
        assert!(second.least > 0.001, "the second helps from each start");
    }
    let third = losses.each_ref().map(|it| Spread::between(&it[1], &it[2]));
    assert!(third[0].least < 0.0, "the third not after a thousand");
    assert!(third[1].least > 0.001, "and from each after three");

    let mut table = Table::new()
        .right("layers")
        .right("1,000 names")
        .right("the last one gains")
        .right("3,000 names")
        .right("the last one gains");
    for n_layer in 1..=3_usize {
        let mut cells = vec![n_layer.to_string()];
        for layers in &losses {
            let these = &layers[n_layer - 1];
            let less = n_layer.checked_sub(2).map(|it| &layers[it]);
            let gain = less.map(|less| Spread::between(less, these));
            cells.push(Spread::of(these).mean(3));
            cells.push(gain.map_or(String::new(), Spread::thousandths));
        }
        table = table.row(cells);
    }
    table.to_string()
}

fn losses(n_layer: usize, num_steps: usize) -> Losses {
    Trial {
        n_layer,
        num_steps,
        ..Trial::by(Descent)
    }
    .losses(SEEDS)
}
