//! What more tokens of context do to the loss of the held-out names, and how
//! many predictions come from rows in which the added ones outweigh the counts.

mod common;

use common::Contexts;
use typeset::{Table, fixed, percent, thousands};

fn main() {
    let docs = runs::corpus().0.docs;
    let held_out = runs::held_out(&docs);
    let mut table = Table::new().right("tokens");
    for counted in [runs::NUM_STEPS, docs.len()] {
        table = table
            .right(format!("{} counted: thin", thousands(counted)))
            .right("loss");
    }
    let [mut few, mut many] = [Vec::new(), Vec::new()];
    for k in 1..=5 {
        let tests = [&docs[..runs::NUM_STEPS], &docs]
            .map(|it| Contexts::counted(k, it).test(held_out));
        few.push(tests[0].loss);
        many.push(tests[1].loss);
        let cells = tests
            .iter()
            .flat_map(|it| [percent(it.thin, 1), fixed(it.loss, 3)]);
        table = table.row([k.to_string()].into_iter().chain(cells));
    }
    assert!(few.is_sorted(), "worse with each token more");
    assert!(many[..3].is_sorted_by(|a, b| a > b), "better at first");
    assert!(many[2..].is_sorted(), "then worse");
    print!("{table}");
}
