//! The loss of "ava" for a table of a hundred counted names, by pairs.

use typeset::{Table, fixed};

use super::common::{AVA, chip, count_of, counted, loss};

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let counts = counted(&docs[..100]);
    let mut table = Table::new()
        .left("it has read")
        .left("what comes")
        .right("count")
        .right("probability")
        .right(r"$-\ln p$");
    for pair in AVA.windows(2) {
        let (token, target) = (pair[0], pair[1]);
        table = table.row([
            chip(token),
            chip(target),
            count_of(&counts, pair),
            fixed(counts.probabilities(token)[target], 4),
            fixed(loss(&counts, pair), 3),
        ]);
    }
    let mean = fixed(loss(&counts, &AVA), 3);
    let row = ["mean", "", "", "", &mean].map(String::from);
    table.row(row).to_string()
}
