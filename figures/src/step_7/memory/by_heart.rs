//! How much of what is written stands in what was read.

use runs::text::remembered::recorded;
use typeset::{Table, fixed, percent};

use super::mean;
use crate::spread::ends;

/// Everyone: what they are called, and their names in the record.
pub const ROWS: [(&str, &str); 8] = [
    ("Melville", "author, 1"),
    ("the table of five characters", "table, 1"),
    ("the model of pieces", "novel/1"),
    ("the whole text, many passes", "whole text/1"),
    ("Melville, looked up in an eighth", "author, 8"),
    ("an eighth, many passes", "an eighth/1"),
    ("… and 48 wide", "an eighth, 48 wide/1"),
    ("… and with weight decay", "an eighth, decay/1"),
];

pub fn figure() -> String {
    let table = Table::new()
        .left("written by")
        .right("copied")
        .right("longest, mean")
        .right("longest of all");
    let rows = ROWS.iter().filter_map(|&(words, name)| {
        let it = recorded(name)?;
        Some([
            words.to_owned(),
            percent(mean(&it.copied), 1),
            fixed(mean(&it.longest), 1),
            fixed(ends(&it.longest)[1], 0),
        ])
    });
    rows.fold(table, Table::row).to_string()
}
