//! The time of a document of a batch, on one thread and on two.

use typeset::Table;

use super::common::{Measured, two_digits};

pub fn figure() -> String {
    let measured = Measured::read();
    let mut table = Table::new()
        .right("names a step")
        .right("one thread, µs a name")
        .right("two threads, µs a name");
    for size in ["1", "4", "16", "64", "256"] {
        let micros =
            |threads| two_digits(measured.least(&["batch", threads, size]));
        table = table.row([size.to_owned(), micros("1"), micros("2")]);
    }
    table.to_string()
}
