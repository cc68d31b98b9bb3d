//! The cost of a window, or its gain, after a thousand names.

use runs::{NUM_STEPS, Training, Weights};
use typeset::{Table, fixed};

use super::windowed::{LEARNING_RATE, validation_loss, without_window};

pub fn figure() -> String {
    let mut table = Table::new()
        .left("a position sees")
        .right("validation loss")
        .right("other initial weights");
    let mut losses = Vec::new();
    for (sees, window) in [
        ("itself", Some(1)),
        ("itself and the one before", Some(2)),
        ("the last 3", Some(3)),
        ("the last 4", Some(4)),
        ("all so far", None),
    ] {
        let both = [Weights::OfTheRun, Weights::OfSeed(0)].map(|weights| {
            if let Some(window) = window {
                return validation_loss(window, NUM_STEPS, weights);
            }
            let book = Training::single_head().rate(LEARNING_RATE);
            let run = book.weights(weights).run();
            without_window(&run.model, run.validation_loss)
        });
        let [book, other] = both.map(|loss| fixed(loss, 3));
        table = table.row([sees.to_owned(), book, other]);
        losses.push(both);
    }
    for (two, all) in losses[1].iter().zip(losses[4]) {
        assert!(all - two > 0.01, "the text says so");
    }
    table.to_string()
}
