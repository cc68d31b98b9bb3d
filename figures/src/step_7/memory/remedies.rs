//! Where each way to learn from an eighth of the text ends.

use typeset::{Table, fixed, thousands};

use super::{REMEDIES, Runs, mean};
use crate::spread::ends;

pub fn figure() -> String {
    let table = Table::new()
        .left("")
        .right("parameters")
        .right("read")
        .right("not read, at the end")
        .right("at its lowest")
        .right("after steps");
    let rows = REMEDIES.iter().map(|remedy| {
        let it = Runs::of("passes", remedy.runs);
        let lowest = it.lowest();
        let steps = lowest.iter().map(|it| it[0]).collect::<Vec<_>>();
        let bits: Vec<_> = lowest.iter().map(|it| it[2]).collect();
        let [first, last] = ends(&steps).map(thousands);
        let steps = if first == last {
            first
        } else {
            format!("{first} and {last}")
        };
        [
            remedy.name.to_owned(),
            thousands(it.plan.config.num_params()),
            fixed(mean(&it.training()), 2),
            fixed(mean(&it.validation()), 2),
            fixed(mean(&bits), 2),
            steps,
        ]
    });
    rows.fold(table, Table::row).to_string()
}
