//! How far models go on as the book does.

use runs::text::remembered::recorded;
use typeset::{Table, fixed};

use super::mean;
use crate::spread::ends;

/// Everyone who is asked: what they are called, and their names in the record.
pub const ROWS: [(&str, &str); 6] = [
    ("the table of five characters", "table, 1"),
    ("the model of pieces", "novel/1"),
    ("the whole text, many passes", "whole text/1"),
    ("an eighth, many passes", "an eighth/1"),
    ("… and 48 wide", "an eighth, 48 wide/1"),
    ("… and with weight decay", "an eighth, decay/1"),
];

pub fn figure() -> String {
    let table = Table::new()
        .left("")
        .right("read: mean")
        .right("most")
        .right("new: mean")
        .right("most");
    let rows = ROWS.iter().filter_map(|&(words, name)| {
        let it = recorded(name)?;
        Some([
            words.to_owned(),
            fixed(mean(&it.read), 1),
            fixed(ends(&it.read)[1], 0),
            fixed(mean(&it.new), 1),
            fixed(ends(&it.new)[1], 0),
        ])
    });
    rows.fold(table, Table::row).to_string()
}
