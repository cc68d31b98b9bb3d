//! What each part of the model is worth on the novel.

use typeset::{Table, fixed};

use super::record::bits_of;
use crate::spread::{Spread, mean};

/// What is left out, and the name of its runs.
const LEFT_OUT: [(&str, &str); 11] = [
    (
        "attention chooses nothing: a plain mean",
        "mean of the values",
    ),
    ("each position sees itself alone", "window 1"),
    ("… the last 8", "window 8"),
    ("… the last 32", "window 32"),
    ("one head instead of four", "one head"),
    ("two heads", "two heads"),
    ("one layer instead of four", "one layer"),
    ("two layers", "two layers"),
    ("no MLPs", "no MLP"),
    ("no residuals", "no residuals"),
    ("no positions", "no positions"),
];

pub fn figure() -> String {
    let whole = bits_of("ablation", "whole");
    let mut table = Table::new()
        .left("")
        .right("bits per character")
        .right("cost")
        .left("from each start");
    let row = |table: Table, name: &str, bits: &[f64], cost, verdict| {
        table.row([name.to_owned(), fixed(mean(bits), 2), cost, verdict])
    };
    table = row(
        table,
        "the whole model",
        &whole,
        String::new(),
        String::new(),
    );
    for (words, name) in LEFT_OUT {
        let bits = bits_of("ablation", name);
        let cost = Spread::between(&bits, &whole);
        let verdict = if cost.least > 0.0 {
            "yes"
        } else if cost.most < 0.0 {
            "a gain"
        } else {
            "no"
        };
        table =
            row(table, words, &bits, fixed(cost.mean, 2), verdict.to_owned());
    }
    table.to_string()
}
