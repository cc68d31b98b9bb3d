//! The model of pieces of words, and what keeps it from learning by heart.

use typeset::{Table, fixed};

use super::super::larger::curve::{TOKENS, TRAINING_OVER_VALIDATION};
use super::{Runs, mean};
use crate::spread::ends;

pub fn figure() -> String {
    let table = Table::new()
        .left("")
        .right("windows in a step")
        .right("passes")
        .right("read")
        .right("not read")
        .left("from each start");
    let rows = ROWS.iter().map(|&(group, name, words)| {
        let it = Runs::of(group, name);
        let each = it.validation();
        let each = each.iter().map(|&bits| fixed(bits, 3));
        [
            words.to_owned(),
            it.plan.recipe.batch.to_string(),
            fixed(passes(&it), 1),
            fixed(mean(&training(&it)), 2),
            fixed(mean(&it.validation()), 2),
            each.collect::<Vec<_>>().join(", "),
        ]
    });
    rows.fold(table, Table::row).to_string()
}

/// A group, the name of its runs, and what the table calls them.
const ROWS: [(&str, &str, &str); 3] = [
    ("novel", "novel", "as in 7.3"),
    ("decay", "pieces", "half the batch"),
    ("decay", "pieces that shrink", "and weights that shrink"),
];

/// The validation losses of the last row, lowest and highest.
pub fn best() -> [f64; 2] {
    ends(&Runs::of("decay", "pieces that shrink").validation())
}

/// Those of the row before.
pub fn without() -> [f64; 2] {
    ends(&Runs::of("decay", "pieces").validation())
}

/// How many times it reads the training chapters.
fn passes(it: &Runs) -> f64 {
    let (recipe, config) = (it.plan.recipe, it.plan.config);
    let tokens = recipe.steps * recipe.batch * config.block_size;
    tokens as f64 / *TOKENS as f64
}

/// The training loss at the end.
fn training(it: &Runs) -> Vec<f64> {
    let over = *TRAINING_OVER_VALIDATION;
    it.training().iter().map(|bits| bits * over).collect()
}
