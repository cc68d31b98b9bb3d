//! Five rows of the count table: what follows most often.

use std::cmp::Reverse;
use typeset::{Table, thousands};

use super::common::{BOS, VOCAB_SIZE, chip, id, seen};

pub fn figure() -> String {
    let counts = runs::counting(runs::NUM_STEPS).model;
    let mut table = Table::new()
        .left("after")
        .right("pairs counted")
        .left("what follows most often");
    for token in [BOS, id('a'), id('n'), id('z'), id('q')] {
        let row = counts.row(token);
        let mut nexts: Vec<usize> = (0..VOCAB_SIZE).collect();
        nexts.retain(|&next| row[next] > 0);
        nexts.sort_by_key(|&next| Reverse(row[next]));
        let most = nexts.into_iter().take(4);
        let cells: Vec<String> = most
            .map(|next| format!("{} {}", chip(next), row[next]))
            .collect();
        let total = thousands(seen(&counts, token));
        table = table.row([chip(token), total, cells.join(", ")]);
    }
    table.to_string()
}
