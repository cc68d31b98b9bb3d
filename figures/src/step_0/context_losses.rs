//! More tokens of context, and the validation loss, with two amounts that
//! smoothing adds.

use typeset::{Table, fixed, thousands};

use super::common::mean;
use super::wider::Contexts;

/// What smoothing adds to each count.
pub const ADDED: [f64; 2] = [1.0, 0.3];

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let validation = runs::validation_set(&docs);
    let few = &docs[..runs::NUM_STEPS];
    let many = &runs::training_set(&docs)[..];
    let mut table = Table::new().right("tokens");
    for names in [few, many] {
        for added in ADDED {
            let n = thousands(names.len());
            table = table.right(format!("{n} names, +{added}"));
        }
    }
    let mut columns = [const { Vec::new() }; 4];
    for k in 1..=5 {
        let losses = [few, many].map(|names| {
            let counted = Contexts::counted(k, names);
            ADDED.map(|added| mean(&counted.losses(validation, added)))
        });
        let losses = losses.concat();
        let cells = losses.iter().map(|&loss| fixed(loss, 3));
        table = table.row([k.to_string()].into_iter().chain(cells));
        for (column, loss) in columns.iter_mut().zip(losses) {
            column.push(loss);
        }
    }
    let best = columns.each_ref().map(|column| {
        let best = (0..5).min_by(|&a, &b| column[a].total_cmp(&column[b]));
        1 + best.expect("five rows")
    });
    assert_eq!(best, [1, 2, 3, 3], "the best number of tokens");
    assert!(columns[0].is_sorted(), "worse with each token more");
    table.to_string()
}
