//! Names of Step 0's table without chance, from each first letter on.

use exercises::step_0::greedy::greedy;
use typeset::Table;

const MAX_LEN: usize = 16;

pub fn figure() -> String {
    let (corpus, _) = runs::corpus();
    let counts = runs::counting(runs::NUM_STEPS).model;
    let bos = corpus.tokenizer.bos();
    let mut table = Table::new().left("first letter").left("the name");
    for first in ["a", "b", "e", "j", "m", "q", "s"] {
        let tokens = corpus.tokenizer.encode(first).expect("a letter");
        let mut start = Some(tokens[1]);
        let doc = greedy(bos, MAX_LEN, |token| match start.take() {
            Some(first) => certain(first, bos + 1),
            None => counts.probabilities(token),
        });
        table = table.row([first.to_owned(), corpus.tokenizer.decode(&doc)]);
    }
    table.to_string()
}

/// Probabilities that leave no choice.
fn certain(token: usize, vocab_size: usize) -> Vec<f64> {
    let mut probabilities = vec![0.0; vocab_size];
    probabilities[token] = 1.0;
    probabilities
}
