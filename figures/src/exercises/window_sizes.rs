//! The cost of a window, or its gain, after a thousand names.

use runs::NUM_STEPS;
use typeset::Table;

use super::windowed::{ALL, LEARNING_RATE, losses};
use crate::step_3::common::Variant;
use crate::step_3::starts::{self, all_below, ends, gains, range};

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
    assert_eq!(every, &book, "the widest window is none");
    for other in [alone, three, four, every] {
        assert!(all_below(two, other), "the text says so");
    }
    for wider in [three, four] {
        let [least, most] = ends(&gains(every, wider));
        assert!(least < 0.0 || most < 5e-3, "hardly told apart");
    }
    let mut table = Table::new()
        .left("a position sees")
        .right("validation loss, least to most of six");
    for ((sees, _), losses) in rows.into_iter().zip(&all) {
        table = table.row([sees.to_owned(), range(losses, 3)]);
    }
    table.to_string()
}
