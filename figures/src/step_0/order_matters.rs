//! The probability that the table gave to what came, each name asked before
//! and after it is counted.

use step_0_counting::Counts;
use typeset::{Table, fixed};

use super::common::VOCAB_SIZE;
use crate::spread::mean;

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let mut counts = Counts::new(VOCAB_SIZE);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for tokens in &docs[..runs::NUM_STEPS] {
        before.push(probabilities(&counts, tokens));
        counts.observe(tokens);
        after.push(probabilities(&counts, tokens));
    }
    for (before, after) in before.iter().zip(&after) {
        assert!(mean(before) < mean(after), "it always flatters");
    }

    let mut table = Table::new()
        .left("names")
        .right("asked just before")
        .right("asked just after");
    for (names, last) in [
        ("the first", 1),
        ("the first 100", 100),
        ("all 1,000", runs::NUM_STEPS),
    ] {
        let cells =
            [&before, &after].map(|it| fixed(mean(&it[..last].concat()), 3));
        table = table.row([vec![names.to_owned()], cells.to_vec()].concat());
    }
    table.to_string()
}

/// What the table gives to the second token of each pair of a name.
fn probabilities(counts: &Counts, tokens: &[usize]) -> Vec<f64> {
    let pairs = tokens.windows(2);
    pairs
        .map(|pair| counts.probabilities(pair[0])[pair[1]])
        .collect()
}
