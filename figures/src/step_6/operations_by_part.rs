//! The operations of the run by part.

use typeset::{Table, fixed, percent};

use super::common;

pub fn figure() -> String {
    let (docs, _) = common::start();
    let parts = common::operations_of_the_run(&docs);
    let all: usize = parts.iter().map(|(_, operations)| operations).sum();
    let mut table = Table::new()
        .left("part")
        .right("million operations")
        .right("share");
    let millions = |n: usize| fixed(n as f64 / 1e6, 1);
    for (name, operations) in parts {
        let share = percent(operations as f64 / all as f64, 0);
        table = table.row([name.to_owned(), millions(operations), share]);
    }
    table
        .row(["all".to_owned(), millions(all), String::new()])
        .to_string()
}
