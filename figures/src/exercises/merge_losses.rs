//! Merging the most frequent pair, again and again, and the loss of a
//! table of pairs: per token, and per letter.

use exercises::step_0::merge::{merge, most_frequent_pair};
use step_0_counting::{Counts, mean_loss};
use typeset::{Table, fixed, thousands};

const BOS: usize = 26;
const STOPS: [usize; 7] = [0, 1, 5, 10, 20, 50, 150];

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let validation = runs::validation_set(&docs);
    let few = docs[..runs::NUM_STEPS].to_vec();
    let many = runs::training_set(&docs);

    let mut table = Table::new()
        .right("merges")
        .right("tokens")
        .right("per token")
        .right("per letter")
        .right(format!("per letter, {} names", thousands(many.len())));
    let few = losses(few, validation);
    let many = losses(many, validation);
    assert!(few.is_sorted_by(|a, b| a.per_token < b.per_token));
    assert!(many.is_sorted_by(|a, b| a.per_letter > b.per_letter));
    for ((merges, few), many) in STOPS.iter().zip(&few).zip(&many) {
        table = table.row([
            merges.to_string(),
            (BOS + 1 + merges).to_string(),
            fixed(few.per_token, 3),
            fixed(few.per_letter, 3),
            fixed(many.per_letter, 3),
        ]);
    }
    table.to_string()
}

/// The loss of validation names.
struct Loss {
    per_token: f64,
    per_letter: f64,
}

/// The losses after so many merges. The pairs are those of the names that are
/// counted; in the others they are merged, too.
fn losses(mut docs: Vec<Vec<usize>>, validation: &[Vec<usize>]) -> Vec<Loss> {
    let mut asked = validation.to_vec();
    let mut all = Vec::new();
    for merges in 0..=150 {
        let id = BOS + 1 + merges;
        if STOPS.contains(&merges) {
            all.push(loss(&docs, &asked, validation, id));
        }
        let pair = most_frequent_pair(&docs, BOS);
        let (pair, _) = pair.expect("two neighbours");
        for doc in docs.iter_mut().chain(&mut asked) {
            *doc = merge(doc, pair, id);
        }
    }
    all
}

/// The loss of a table that has counted `docs`. `letters` are the documents
/// that it is asked about, before anything was merged.
fn loss(
    docs: &[Vec<usize>],
    asked: &[Vec<usize>],
    letters: &[Vec<usize>],
    vocab_size: usize,
) -> Loss {
    let mut counts = Counts::new(vocab_size);
    for doc in docs {
        counts.observe(doc);
    }
    let (mut per_token, mut per_letter) = (0.0, 0.0);
    for (doc, letters) in asked.iter().zip(letters) {
        let loss = mean_loss(doc, |token| counts.probabilities(token));
        per_token += loss;
        // The end counts as one in both.
        per_letter +=
            loss * (doc.len() - 1) as f64 / (letters.len() - 1) as f64;
    }
    let n = asked.len() as f64;
    Loss {
        per_token: per_token / n,
        per_letter: per_letter / n,
    }
}
