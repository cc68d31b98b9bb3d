//! The loss of names, each asked before and after it is counted.

use step_0_counting::{Counts, train};
use typeset::{Table, fixed};

use super::common::{VOCAB_SIZE, loss, mean};

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let mut counts = Counts::new(VOCAB_SIZE);
    let before: Vec<f64> = train(&mut counts, &docs, runs::NUM_STEPS).collect();

    let mut counts = Counts::new(VOCAB_SIZE);
    let mut after = Vec::new();
    for tokens in &docs[..runs::NUM_STEPS] {
        counts.observe(tokens);
        after.push(loss(&counts, tokens));
    }
    assert!(
        before.iter().zip(&after).all(|(b, a)| a < b),
        "always better"
    );

    let mut table = Table::new()
        .left("mean loss of")
        .right("each asked just before it is counted")
        .right("each asked just after");
    for (names, last) in [
        ("the first name", 1),
        ("the first 100", 100),
        ("all 1,000", 1000),
    ] {
        let cells = [&before, &after].map(|it| fixed(mean(&it[..last]), 3));
        table = table.row([vec![names.to_owned()], cells.to_vec()].concat());
    }
    table.to_string()
}
