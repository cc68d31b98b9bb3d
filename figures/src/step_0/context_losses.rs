//! More tokens of context, and the validation loss: of a thousand names with two
//! amounts that smoothing adds, and of all training names.

use typeset::{Table, fixed, thousands};

use super::wider::Contexts;
use crate::spread::mean;

/// What smoothing adds to each count.
pub const ADDED: [f64; 2] = [1.0, 0.3];

/// How many tokens the tables see.
const CONTEXTS: [usize; 4] = [1, 2, 3, 4];

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let validation = runs::validation_set(&docs);
    let few = &docs[..runs::NUM_STEPS];
    let many = &runs::training_set(&docs)[..];
    let runs = [(few, ADDED[0]), (few, ADDED[1]), (many, ADDED[1])];
    let columns = runs.map(|(names, added)| {
        let losses = CONTEXTS.map(|k| {
            let counted = Contexts::counted(k, names);
            mean(&counted.losses(validation, added))
        });
        losses.to_vec()
    });
    let best = columns.each_ref().map(|column| {
        let least = column.iter().copied().fold(f64::INFINITY, f64::min);
        1 + column.iter().position(|&it| it == least).expect("one")
    });
    assert_eq!(best, [1, 2, 3], "the best number of tokens");
    assert!(columns[0].is_sorted(), "worse with each token more");

    let table = Table::new().right("tokens");
    let table = runs.iter().fold(table, |table, (names, added)| {
        table.right(format!("{} names, +{added}", thousands(names.len())))
    });
    CONTEXTS
        .iter()
        .fold(table, |table, &k| {
            let cells = columns.iter().zip(best).map(|(column, best)| {
                let loss = fixed(column[k - 1], 3);
                if k == best {
                    format!("**{loss}**")
                } else {
                    loss
                }
            });
            table.row([k.to_string()].into_iter().chain(cells))
        })
        .to_string()
}
