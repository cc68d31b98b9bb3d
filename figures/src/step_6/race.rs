//! The race: a thousand steps on every rung.

use typeset::{Table, fixed, thousands};

use super::common::{Measured, RUNGS, time};

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
        let times = |slower: f64| match slower / seconds {
            x if x < 10.0 => fixed(x, 1),
            x => thousands(format!("{x:.0}")),
        };
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
