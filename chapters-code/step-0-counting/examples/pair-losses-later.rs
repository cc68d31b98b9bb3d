//! What "ava" costs after a hundred names more, beside what it cost before.

mod common;

use common::{AVA, chip, counted, loss};
use typeset::{Table, fixed};

fn main() {
    let docs = runs::corpus().0.docs;
    let (then, now) = (counted(&docs[..100]), counted(&docs[..200]));
    let mut table = Table::new()
        .left("it has read")
        .left("what comes")
        .right("after 100 names")
        .right("after 200 names")
        .right("change");
    let mut row = |read: String, comes: String, pair: &[usize]| {
        let (then, now) = (loss(&then, pair), loss(&now, pair));
        let change = match fixed(now - then, 3) {
            fall if now < then => fall,
            rise => format!("+{rise}"),
        };
        let cells = [read, comes, fixed(then, 3), fixed(now, 3), change];
        table = std::mem::take(&mut table).row(cells);
    };
    for pair in AVA.windows(2) {
        row(chip(pair[0]), chip(pair[1]), pair);
    }
    row("mean".into(), String::new(), &AVA);
    print!("{table}");
}
