//! Windows, and none, after ten thousand names.

use typeset::Table;

use super::windowed::{ALL, losses};
use crate::step_3::common::LONGER_STEPS;
use crate::step_3::starts::{all_below, cell};

pub fn figure() -> String {
    let rows = [
        ("itself and the one before", 2),
        ("the last 3", 3),
        ("all so far", ALL),
    ];
    let all = rows.map(|(_, window)| losses(window, LONGER_STEPS));
    for wider in &all[1..] {
        assert!(all_below(&all[0], wider), "the text says so");
    }
    let mut table = Table::new()
        .left("a position sees")
        .right("validation loss after 10,000 names");
    for ((sees, _), losses) in rows.into_iter().zip(&all) {
        table = table.row([sees.to_owned(), cell(losses, 3)]);
    }
    table.to_string()
}
