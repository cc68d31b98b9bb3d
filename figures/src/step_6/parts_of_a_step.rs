//! Where the time of a step on the tape goes.

use typeset::{Table, fixed, percent};

use super::common::Measured;

pub fn figure() -> String {
    let measured = Measured::read();
    let parts = ["forward", "backward", "Adam"]
        .map(|part| (part, measured.number(&["part", part])));
    let all: f64 = parts.iter().map(|(_, micros)| micros).sum();
    let mut table = Table::new().left("part").right("µs").right("share");
    for (part, micros) in parts {
        let share = percent(micros / all, 0);
        table = table.row([part.to_owned(), fixed(micros, 0), share]);
    }
    table
        .row(["all".to_owned(), fixed(all, 0), String::new()])
        .to_string()
}
