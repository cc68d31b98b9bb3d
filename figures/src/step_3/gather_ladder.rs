//! The use of the others to a position that does not know its place: nothing
//! of the others, their plain mean, or attention.

use typeset::Table;

use super::common::{Gather, LEARNING_RATE, Variant};
use super::starts::{all_below, cell, losses};

/// The ways to gather, from the least to the most.
pub const GATHERS: [(&str, Gather); 3] = [
    ("its own value only", Gather::Own),
    ("the plain mean of the values so far", Gather::Mean),
    ("attention: a weighted mean", Gather::Attention),
];

/// The losses of the three, a thousand names from each start.
pub fn rungs(positions: bool, rate: f64) -> [Vec<f64>; 3] {
    GATHERS.map(|(_, gather)| {
        let variant = Variant {
            positions,
            gather,
            ..Variant::BOOK
        };
        losses(variant, rate)
    })
}

pub fn figure() -> String {
    let rungs = rungs(false, LEARNING_RATE);
    let [own, mean, attention] = &rungs;
    assert!(all_below(mean, own) && all_below(attention, mean));
    let mut table = Table::new()
        .left("a position gathers")
        .right("loss, least to most of six");
    for ((name, _), losses) in GATHERS.iter().zip(&rungs) {
        table = table.row([(*name).into(), cell(losses, 2)]);
    }
    table.to_string()
}
