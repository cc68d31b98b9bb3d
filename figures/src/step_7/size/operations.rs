//! The loss over the operations of training.

use typeset::{Axis, Chart};

use runs::text::prediction::WIDTH;

use super::{SMALL, WIDTHS, came, lengths, mean, operations};

pub fn figure() -> String {
    let x = Axis::log("operations", &[1e11, 3e11, 1e12, 3e12, 1e13, 3e13]);
    let y = Axis::linear("bits per character", &[2.0, 2.5, 3.0, 3.5, 4.0]);
    Chart::new("What operations buy", x, y)
        .height(260.0)
        .line("series-1", "wider, 2,000 steps", wider())
        .line("series-5", "longer, 128 wide", longer())
        .dots("series-1", "", wider())
        .dots("series-5", "", longer())
        .to_string()
}

/// Each width after as many steps: operations and loss.
pub fn wider() -> Vec<[f64; 2]> {
    let points = WIDTHS
        .iter()
        .map(|it| [operations(it.width, 2000), it.mean()]);
    let foretold = [operations(WIDTH, 2000), mean(&came())];
    points.chain([foretold]).collect()
}

/// The whole width after more and more steps: operations and loss.
pub fn longer() -> Vec<[f64; 2]> {
    let lengths = lengths();
    let points = lengths
        .iter()
        .map(|(steps, bits)| [operations(SMALL.n_embd, *steps), mean(bits)]);
    points.collect()
}
