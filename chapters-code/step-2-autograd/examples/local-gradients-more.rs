//! The local gradients of the other operations, against nudges.

mod common;

use widgets::step_2::local_gradients::MORE;

fn main() {
    print!("{}", common::nudge_table(&MORE));
}
