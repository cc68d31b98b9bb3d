//! The local gradients of the other operations, against nudges.

use widgets::step_2::local_gradients::MORE;

use super::common;

/// The parents of the two operations that the text speaks of.
pub fn three() -> String {
    let spoken_of = ["a / b", "b.relu()"];
    let operations: Vec<_> = MORE
        .into_iter()
        .filter(|(name, _)| spoken_of.contains(name))
        .collect();
    common::nudge_table(&operations).to_string()
}

pub fn figure() -> String {
    common::nudge_table(&MORE).to_string()
}
