//! Tables with more than one token of context: how many rows they would have,
//! how many of those the names fill, and what that does to the loss.

mod common;

use common::{Contexts, VOCAB_SIZE, distinct_contexts};
use typeset::{Table, fixed, percent, thousands};

fn main() {
    let docs = runs::corpus().0.docs;
    let held_out = runs::held_out(&docs);
    let mut table = Table::new()
        .right("tokens")
        .right("rows")
        .right("rows used")
        .right("share")
        .right("from an empty row")
        .right("held-out loss");
    let mut num_rows = 1;
    let mut last_loss = 0.0;
    for k in 1..=5 {
        num_rows *= VOCAB_SIZE;
        let used = distinct_contexts(k, &docs);
        let counts = Contexts::counted(k, &docs[..runs::NUM_STEPS]);
        let (loss, empty) = counts.test(held_out);
        assert!(loss > last_loss, "worse with each token more");
        last_loss = loss;
        let share = used as f64 / num_rows as f64;
        table = table.row([
            k.to_string(),
            thousands(num_rows),
            thousands(used),
            percent(share, usize::from(share < 0.1)),
            percent(empty, 1),
            fixed(loss, 3),
        ]);
    }
    print!("{table}");
}
