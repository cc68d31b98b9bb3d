//! The same number of steps on less and less text.

use typeset::{Table, fixed, thousands};

use super::{Runs, TRAINING, mean};
use crate::spread::Spread;

pub fn figure() -> String {
    let table = Table::new()
        .left("text")
        .right("characters")
        .right("passes")
        .right("read")
        .right("not read")
        .right("between");
    let parts = [
        (1, "all"),
        (2, "a half"),
        (4, "a quarter"),
        (8, "an eighth"),
    ];
    let rows = parts.iter().map(|&(part, name)| {
        let it = Runs::of_part(part);
        let gap = Spread::between(&it.validation(), &it.training());
        [
            name.to_owned(),
            thousands(TRAINING.len() / part),
            fixed(it.passes(it.plan.recipe.steps), 1),
            fixed(mean(&it.training()), 2),
            fixed(mean(&it.validation()), 2),
            gap.mean(2),
        ]
    });
    rows.fold(table, Table::row).to_string()
}
