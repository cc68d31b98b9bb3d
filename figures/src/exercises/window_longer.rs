//! A window, and none, after ten thousand names.

use typeset::Table;

use super::windowed::losses;
use crate::step_3::common::{LONGER_STEPS, Variant, longer};
use crate::step_3::starts::{all_below, cell, each};

pub fn figure() -> String {
    let two = losses(2, LONGER_STEPS);
    let every = each(|run| longer(Variant::BOOK, run).1);
    assert!(all_below(&two, &every), "the text says so");
    Table::new()
        .left("a position sees")
        .right("validation loss after 10,000 names")
        .row(["itself and the one before".to_owned(), cell(&two, 2)])
        .row(["all so far".to_owned(), cell(&every, 2)])
        .to_string()
}
