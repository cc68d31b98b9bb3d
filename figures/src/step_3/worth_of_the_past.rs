//! The worth of a view of the past: without positions, with them, and with ten
//! times the names.

use typeset::{Table, fixed};

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
    let columns = [
        rungs(false, LEARNING_RATE),
        rungs(true, LEARNING_RATE),
        longer_rungs(),
    ];
    assert_as_told(&columns);
    let mut table = Table::new()
        .left("a position gathers")
        .right("without positions")
        .right("with positions")
        .right("with positions, 10,000 names");
    for (i, (name, _)) in GATHERS.iter().enumerate() {
        let losses = columns.iter().map(|column| cell(&column[i], 2));
        table = table.row([(*name).into()].into_iter().chain(losses));
    }
    table.to_string()
}

/// What the text says of each column.
fn assert_as_told([bare, placed, long]: &[[Vec<f64>; 3]; 3]) {
    assert!(all_below(&bare[1], &bare[0]) && all_below(&bare[2], &bare[1]));
    assert!(all_below(&placed[0], &bare[2]), "place is worth more");
    // With positions: the past a little, choosing nothing.
    let [least, most] = ends(&gains(&placed[0], &placed[2]));
    assert!(0.0 < least && fixed(most, 3) == "0.003", "the text says so");
    let choosing = ends(&gains(&placed[1], &placed[2]));
    assert!(choosing.iter().all(|it| it.abs() < 5e-4), "nothing");
    for rungs in long.windows(2) {
        assert!(all_below(&rungs[1], &rungs[0]), "the text says so");
    }
}
