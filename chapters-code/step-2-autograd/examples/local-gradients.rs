//! The local gradients of a sum and a product, against nudges.

mod common;

use common::graph::LEAVES;
use common::nudge;

fn main() {
    let operations: [(&str, nudge::Operation); 2] =
        [("a + b", |a, b| a + b), ("a * b", |a, b| a * b)];
    print!("{}", nudge::table(&operations, LEAVES[0], LEAVES[1]));
}
