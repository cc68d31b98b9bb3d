//! The same model after more and fewer steps, and with less text.

use runs::text::Plan;
use typeset::{Table, fixed, thousands};

use super::{TRAINING, cells, characters, lengths, texts};

pub fn figure() -> String {
    let table = Table::new()
        .left("text")
        .right("steps")
        .right("characters read")
        .right("passes")
        .right("bits per character")
        .right("from each start");
    let steps = Plan::base("", 1).recipe.steps;
    let longer = lengths().into_iter().map(|(steps, bits)| (1, steps, bits));
    let less = texts().into_iter().rev().skip(1);
    let less = less.map(|(part, bits)| (part, steps, bits));
    let rows = longer.chain(less).map(|(part, steps, bits)| {
        let read = characters(steps);
        let passes = read as f64 * part as f64 / TRAINING.len() as f64;
        let [mean, ends] = cells(&bits, 2);
        [
            name(part).to_owned(),
            thousands(steps),
            thousands(read),
            fixed(passes, 1),
            mean,
            ends,
        ]
    });
    rows.fold(table, Table::row).to_string()
}

fn name(part: usize) -> &'static str {
    match part {
        1 => "all",
        2 => "a half",
        4 => "a quarter",
        8 => "an eighth",
        _ => unreachable!("no such part was run"),
    }
}
