//! The local gradients of the other operations, against nudges.

use widgets::step_2::local_gradients::MORE;

use super::common;

pub fn figure() -> String {
    common::nudge_table(&MORE).to_string()
}
