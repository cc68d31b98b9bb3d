//! The worth of a view of the past: without positions and with them.

use typeset::Table;

use super::common::{Gather, LEARNING_RATE, Variant, longer};
use super::gather_ladder::{GATHERS, rungs};
use super::starts::{all_below, cell, each, ends, gains};

/// The losses of the three ways to gather after ten thousand names.
pub fn longer_rungs() -> [Vec<f64>; 3] {
    GATHERS.map(|(_, gather)| of_longer(gather))
}

fn of_longer(gather: Gather) -> Vec<f64> {
    let variant = Variant {
        gather,
        ..Variant::BOOK
    };
    each(|run| longer(variant, run).1)
}

pub fn figure() -> String {
    let bare = rungs(false, LEARNING_RATE);
    let placed = rungs(true, LEARNING_RATE);
    assert_as_told(&bare, &placed, &longer_rungs());
    let mut table = Table::new()
        .left("a position gathers")
        .right("without positions")
        .right("with positions")
        .right("with positions, lower by");
    for (i, (name, _)) in GATHERS.iter().enumerate() {
        let lower = match i {
            0 => String::new(),
            _ => cell(&gains(&placed[0], &placed[i]), 3),
        };
        let losses = [&bare, &placed].map(|column| cell(&column[i], 2));
        let cells = [(*name).into()].into_iter().chain(losses);
        table = table.row(cells.chain([lower]));
    }
    table.to_string()
}

/// What the text says of each column, and of ten times the names.
fn assert_as_told(
    bare: &[Vec<f64>; 3],
    placed: &[Vec<f64>; 3],
    long: &[Vec<f64>; 3],
) {
    assert!(all_below(&bare[1], &bare[0]) && all_below(&bare[2], &bare[1]));
    assert!(all_below(&placed[0], &bare[2]), "place is worth more");
    // With positions: the past a little, choosing nothing.
    let [least, most] = ends(&gains(&placed[0], &placed[2]));
    assert!(0.0 < least && most < 0.0035, "next to nothing");
    let choosing = ends(&gains(&placed[1], &placed[2]));
    assert!(choosing.iter().all(|it| it.abs() < 5e-4), "nothing");
    for rungs in long.windows(2) {
        assert!(all_below(&rungs[1], &rungs[0]), "the text says so");
    }
}
