//! Tables with more than one token of context: how many rows they would have,
//! and how many of those the training names use.

use typeset::{Table, percent, thousands};

use super::common::VOCAB_SIZE;
use super::wider::distinct_contexts;

pub fn figure() -> String {
    let docs = runs::training_set(&runs::corpus().0.docs);
    let used_by = format!("used by {} names", thousands(docs.len()));
    let mut table = Table::new()
        .right("tokens")
        .right("rows")
        .right(used_by)
        .right("share");
    let mut num_rows = 1;
    for k in 1..=5 {
        num_rows *= VOCAB_SIZE;
        let used = distinct_contexts(k, &docs);
        let share = used as f64 / num_rows as f64;
        table = table.row([
            k.to_string(),
            thousands(num_rows),
            thousands(used),
            percent(share, usize::from(share < 0.1)),
        ]);
    }
    table.to_string()
}
