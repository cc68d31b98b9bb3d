//! Where the time of a step on the tape goes: its parts, measured apart, as
//! shares of the step.

use typeset::{Table, percent};

use super::common::Measured;

pub fn figure() -> String {
    let measured = Measured::read();
    let parts = ["forward", "backward", "Adam"]
        .map(|part| (part, measured.number(&["part", part])));
    let all: f64 = parts.iter().map(|(_, micros)| micros).sum();
    let mut table = Table::new().left("part").right("share of the time");
    for (part, micros) in parts {
        table = table.row([part.to_owned(), percent(micros / all, 1)]);
    }
    assert!(parts[2].1 < all / 10.0, "the text says: less than a tenth");
    table.to_string()
}
