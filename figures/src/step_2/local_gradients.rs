//! The local gradients of a sum and a product, against nudges.

use widgets::step_2::local_gradients::FIRST;

use super::common;

pub fn figure() -> String {
    common::nudge_table(&FIRST).to_string()
}
