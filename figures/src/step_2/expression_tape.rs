//! The tape of `(d + c) * d`: what is in memory for each number.

use step_2_autograd::Tape;
use typeset::{Table, fixed};

use super::common;

pub fn figure() -> String {
    let tape = Tape::new();
    let mut table = Table::new()
        .right("index")
        .left("written as")
        .right("`data`")
        .left("`ops`");
    let names = ["a", "b", "c", "d = a * b", "e = d + c", "e * d"];
    for (value, name) in common::expression(&tape).into_iter().zip(names) {
        table = table.row([
            value.index().to_string(),
            format!("`{name}`"),
            fixed(value.data(), 0),
            format!("`{:?}`", value.op()),
        ]);
    }
    table.to_string()
}
