//! The cost of a window, or its gain, after a thousand names.

use typeset::{Table, fixed};

use super::windowed::held_out_loss;

pub fn figure() -> String {
    let mut table = Table::new()
        .left("a position sees")
        .right("held-out loss")
        .right("other initial weights");
    let mut losses = Vec::new();
    for (sees, window) in [
        ("itself", 1),
        ("itself and the one before", 2),
        ("the last 3", 3),
        ("the last 4", 4),
        ("all so far", 16),
    ] {
        let both = [None, Some(0)]
            .map(|seed| held_out_loss(window, runs::NUM_STEPS, seed));
        let [book, other] = both.map(|loss| fixed(loss, 3));
        table = table.row([sees.to_owned(), book, other]);
        losses.push(both);
    }
    for (two, all) in losses[1].iter().zip(losses[4]) {
        assert!(all - two > 0.01, "the text says so");
    }
    table.to_string()
}
