//! The local gradients of the other operations, against nudges.

mod common;

use common::graph::LEAVES;
use common::nudge;

fn main() {
    let operations: [(&str, nudge::Operation); 11] = [
        ("a - b", |a, b| a - b),
        ("a / b", |a, b| a / b),
        ("-a", |a, _| -a),
        ("a + 5.0", |a, _| a + 5.0),
        ("a * 5.0", |a, _| a * 5.0),
        ("a / 5.0", |a, _| a / 5.0),
        ("a.powf(3.0)", |a, _| a.powf(3.0)),
        ("a.exp()", |a, _| a.exp()),
        ("a.ln()", |a, _| a.ln()),
        ("a.relu()", |a, _| a.relu()),
        ("b.relu()", |_, b| b.relu()),
    ];
    print!("{}", nudge::table(&operations, LEAVES[0], LEAVES[1]));
}
