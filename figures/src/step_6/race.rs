//! The race: a thousand steps on every rung.
//!
//! Each rung is asserted to be faster than the one before, but for the
//! matrices, which are about as fast as the tape.

use typeset::Table;

use super::common::{Measured, RUNGS, time, two_digits};

pub fn figure() -> String {
    let measured = Measured::read();
    let mut table = Table::new()
        .left("rung")
        .right("1,000 steps")
        .right("faster than the one before")
        .right("than Python");
    let python = measured.seconds("python");
    let mut before: Option<f64> = None;
    for rung in &RUNGS {
        let seconds = measured.seconds(rung.key);
        let slower = if rung.key == "matrix" { 1.6 } else { 1.0 };
        assert!(before.is_none_or(|before| seconds < slower * before));
        let times = |slower: f64| two_digits(slower / seconds);
        table = table.row([
            rung.name.to_owned(),
            time(seconds),
            before.map_or_else(String::new, times),
            before.map_or_else(String::new, |_| times(python)),
        ]);
        before = Some(seconds);
    }
    table.to_string()
}
