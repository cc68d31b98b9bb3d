//! The loss of the validation names by how many tokens a table sees, with the
//! ones of smoothing spread evenly or as the next shorter context expects.

use std::collections::HashMap;

use exercises::step_0::leaning::Leaning;
use portable::math;
use step_0_counting::Counts;
use typeset::{Table, fixed, thousands};

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let validation = runs::validation_set(&docs);
    let few = docs[..runs::NUM_STEPS].to_vec();
    let many = runs::training_set(&docs);

    let [few_names, many_names] =
        [&few, &many].map(|docs| format!("{} names", thousands(docs.len())));
    let mut table = Table::new()
        .right("tokens")
        .right(format!("{few_names}, evenly"))
        .right(format!("{few_names}, leaning"))
        .right(format!("{many_names}, leaning"));
    let mut losses = Vec::new();
    for k in 1..=5 {
        let [few_leaning, many_leaning] = [&few, &many]
            .map(|docs| runs::mean_over(validation, loss(&counted(k, docs))));
        let row = [evenly(k, &few, validation), few_leaning, many_leaning];
        let cells = row.map(|loss| fixed(loss, 3));
        table = table.row([k.to_string()].into_iter().chain(cells));
        losses.push(row);
    }
    assert!(losses.is_sorted_by(|a, b| a[1] > b[1]), "never worse");
    assert!(losses.is_sorted_by(|a, b| a[2] > b[2]), "never worse");
    table.to_string()
}

/// Leaning counts of these documents.
fn counted(longest: usize, docs: &[Vec<usize>]) -> Leaning {
    let mut counts = Leaning::new(27, longest);
    for doc in docs {
        counts.observe(doc);
    }
    counts
}

/// The loss of a document.
fn loss(counts: &Leaning) -> impl Fn(&[usize]) -> f64 {
    |tokens| {
        mean_of_pairs(tokens, |i| counts.probabilities(&tokens[..i])[tokens[i]])
    }
}

/// The validation loss of a table of contexts of `k` tokens, as in
/// "A Larger Table".
fn evenly(k: usize, docs: &[Vec<usize>], validation: &[Vec<usize>]) -> f64 {
    let mut rows: HashMap<&[usize], Counts> = HashMap::new();
    for doc in docs {
        for i in 1..doc.len() {
            let start = &doc[i.saturating_sub(k)..i - 1];
            let counts = rows.entry(start).or_insert(Counts::new(27));
            counts.observe(&doc[i - 1..=i]);
        }
    }
    let empty = Counts::new(27);
    runs::mean_over(validation, |tokens| {
        mean_of_pairs(tokens, |i| {
            let start = &tokens[i.saturating_sub(k)..i - 1];
            let counts = rows.get(start).unwrap_or(&empty);
            counts.probabilities(tokens[i - 1])[tokens[i]]
        })
    })
}

/// The mean of `-ln p` over all tokens but the first.
fn mean_of_pairs(tokens: &[usize], p: impl Fn(usize) -> f64) -> f64 {
    let costs = (1..tokens.len()).map(|i| -math::ln(p(i)));
    costs.sum::<f64>() / (tokens.len() - 1) as f64
}
