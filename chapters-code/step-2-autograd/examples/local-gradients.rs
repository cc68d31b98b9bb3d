//! The local gradients of a sum and a product, against nudges.

mod common;

use widgets::step_2::local_gradients::FIRST;

fn main() {
    print!("{}", common::nudge_table(&FIRST));
}
