//! Tables with more than one token of context: how many rows they would have,
//! how many of those the names fill, and what that does to the loss.

mod common;

use common::{BOS, VOCAB_SIZE, mean};
use names::math;
use std::collections::{HashMap, HashSet};
use step_0_counting::Counts;
use typeset::{Table, fixed, percent, thousands};

/// A table whose rows are contexts of `k` tokens: for each of their first
/// `k - 1` tokens a table of pairs.
struct Contexts {
    k: usize,
    tables: HashMap<Vec<usize>, Counts>,
}

impl Contexts {
    /// The table that has counted these documents.
    fn counted(k: usize, docs: &[Vec<usize>]) -> Self {
        let mut tables = HashMap::new();
        for tokens in docs {
            for (start, pair) in steps(k, tokens) {
                let table =
                    tables.entry(start).or_insert(Counts::new(VOCAB_SIZE));
                table.observe(&pair);
            }
        }
        Contexts { k, tables }
    }

    /// The mean loss per document, and the share of predictions for which the
    /// row was empty.
    fn test(&self, docs: &[Vec<usize>]) -> (f64, f64) {
        let empty = Counts::new(VOCAB_SIZE);
        let (mut losses, mut is_empty) = (Vec::new(), Vec::new());
        for tokens in docs {
            let mut terms = Vec::new();
            for (start, pair) in steps(self.k, tokens) {
                let table = self.tables.get(&start).unwrap_or(&empty);
                terms.push(-math::ln(table.probabilities(pair[0])[pair[1]]));
                let row = table.row(pair[0]);
                is_empty.push(f64::from(row.iter().all(|&n| n == 0)));
            }
            losses.push(mean(&terms));
        }
        (mean(&losses), mean(&is_empty))
    }
}

/// What a document asks a model that sees `k` tokens: the first `k - 1` of
/// them, then the last and the one to predict. BOS stands before the start.
fn steps(
    k: usize,
    tokens: &[usize],
) -> impl Iterator<Item = (Vec<usize>, [usize; 2])> {
    let padded = [vec![BOS; k - 1], tokens.to_vec()].concat();
    (k..padded.len()).map(move |i| {
        let start = padded[i - k..i - 1].to_vec();
        (start, [padded[i - 1], padded[i]])
    })
}

/// How many contexts of `k` tokens occur.
fn distinct(k: usize, docs: &[Vec<usize>]) -> usize {
    let contexts = docs.iter().flat_map(|tokens| steps(k, tokens));
    let context = |(start, pair): (Vec<usize>, [usize; 2])| (start, pair[0]);
    contexts.map(context).collect::<HashSet<_>>().len()
}

fn main() {
    let docs = runs::corpus().0.docs;
    let held_out = runs::held_out(&docs);
    let mut table = Table::new()
        .right("tokens of context")
        .right("rows")
        .right("rows that all names use")
        .right("share")
        .right("predictions from an empty row")
        .right("held-out loss");
    let mut num_rows = 1;
    let mut last_loss = 0.0;
    for k in 1..=5 {
        num_rows *= VOCAB_SIZE;
        let used = distinct(k, &docs);
        let counts = Contexts::counted(k, &docs[..runs::NUM_STEPS]);
        let (loss, empty) = counts.test(held_out);
        assert!(loss > last_loss, "each row of the table is worse");
        last_loss = loss;
        let share = used as f64 / num_rows as f64;
        table = table.row([
            k.to_string(),
            thousands(num_rows),
            thousands(used),
            percent(share, if share < 0.1 { 2 } else { 0 }),
            percent(empty, 1),
            fixed(loss, 3),
        ]);
    }
    print!("{table}");
}
