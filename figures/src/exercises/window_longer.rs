//! A window of two, and none, after ten thousand names.

use typeset::{Table, fixed};

use super::windowed::held_out_loss;

pub fn figure() -> String {
    let [two, all] = [2, 16].map(|it| held_out_loss(it, 10_000, None));
    assert!(all - two > 0.02, "the text says so");
    let table = Table::new()
        .left("a position sees")
        .right("held-out loss after 10,000 names")
        .row(["itself and the one before".to_owned(), fixed(two, 3)])
        .row(["all so far".to_owned(), fixed(all, 3)]);
    table.to_string()
}
