//! The loss of "ava" after a hundred names more, beside that of before.

use typeset::{Table, fixed};

use super::common::{AVA, chip, count_of, counted, loss, seen};

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let (then, now) = (counted(&docs[..100]), counted(&docs[..200]));
    assert_eq!(seen(&now, AVA[1]), 200, "an a, as often as there are names");
    let mut table = Table::new()
        .left("pair")
        .right("after 100 names")
        .right("$-\\ln p$")
        .right("after 200 names")
        .right("$-\\ln p$");
    for pair in AVA.windows(2) {
        table = table.row([
            format!("{} → {}", chip(pair[0]), chip(pair[1])),
            count_of(&then, pair),
            fixed(loss(&then, pair), 3),
            count_of(&now, pair),
            fixed(loss(&now, pair), 3),
        ]);
    }
    let [then, now] = [then, now].map(|it| fixed(loss(&it, &AVA), 3));
    let row = ["mean", "", &then, "", &now].map(String::from);
    table.row(row).to_string()
}
