//! The cost of a window, or its gain, after a thousand names.

use runs::NUM_STEPS;
use typeset::Table;

use super::windowed::{ALL, LEARNING_RATE, losses};
use crate::spread::mean;
use crate::step_3::common::{Gather, Variant};
use crate::step_3::starts::{self, all_below, cell, ends, gains};

/// Two positions as well, but not the nearest.
const SKIPPING: Variant = Variant {
    gather: Gather::Pair(2),
    ..Variant::BOOK
};

pub fn figure() -> String {
    let rows = [
        ("itself", 1),
        ("itself and the one before", 2),
        ("the last 3", 3),
        ("the last 4", 4),
        ("all so far", ALL),
    ];
    let all = rows.map(|(_, window)| losses(window, NUM_STEPS));
    let [alone, two, three, four, every] = &all;
    let book = starts::losses(Variant::BOOK, LEARNING_RATE);
    let rounding = ends(&gains(every, &book));
    assert!(
        rounding.iter().all(|it| it.abs() < 1e-12),
        "it is no window"
    );
    for other in [alone, three, four, every] {
        assert!(all_below(two, other), "the text says so");
    }
    let above = |it: &[f64]| mean(it) - mean(two);
    let lost = above(three) / above(every);
    assert!((0.9..1.0).contains(&lost), "nearly all of the gain");
    let skipping = starts::losses(SKIPPING, LEARNING_RATE);
    assert!(all_below(two, &skipping), "the text says so");
    let mut table = Table::new()
        .left("a position sees")
        .right("validation loss, least to most of six");
    for ((sees, _), losses) in rows.into_iter().zip(&all) {
        table = table.row([sees.to_owned(), cell(losses, 2)]);
    }
    let sees = "itself and the one two before".to_owned();
    table.row([sees, cell(&skipping, 2)]).to_string()
}
