//! The numbers in the sentences of Step 0's exercises.

use exercises::step_0::backwards::backwards;
use exercises::step_0::greedy::greedy;
use names::Corpus;
use runs::{NUM_STEPS, Start};
use step_0_counting::{Counts, mean_loss};
use typeset::{Facts, fixed, percent};

pub fn facts(facts: Facts) -> Facts {
    from_the_right(greedy_names(facts))
}

/// Of 0.A.
fn greedy_names(facts: Facts) -> Facts {
    let (corpus, _) = runs::corpus();
    let counts = runs::counting(runs::NUM_STEPS).model;
    let bos = corpus.tokenizer.bos();
    let doc = greedy(bos, 16, |token| counts.probabilities(token));
    let name = corpus.tokenizer.decode(&doc);
    let mut tokens = vec![bos];
    tokens.extend(doc);
    tokens.push(bos);
    let pairs = tokens.windows(2);
    let p: f64 = pairs
        .map(|pair| counts.probabilities(pair[0])[pair[1]])
        .product();
    facts
        .with("greedy-name", name)
        .with("greedy-chance", percent(p, 1))
}

/// Of 0.B.
fn from_the_right(facts: Facts) -> Facts {
    let Start { corpus, rng } = Start::of_the_book();
    let Corpus { tokenizer, docs } = corpus;
    let reversed = backwards(&docs);
    let forwards = counted(&docs[..NUM_STEPS]);
    let from_the_right = counted(&reversed[..NUM_STEPS]);

    // Every name is as likely in one direction as in the other.
    for (doc, back) in docs.iter().zip(&reversed) {
        let difference = loss(&forwards, doc) - loss(&from_the_right, back);
        assert!(difference.abs() < 1e-12);
    }
    let losses = runs::held_out(&reversed).iter();
    let sum: f64 = losses.map(|doc| loss(&from_the_right, doc)).sum();
    let held = sum / runs::held_out(&reversed).len() as f64;

    let docs = reversed;
    let corpus = Corpus { tokenizer, docs };
    let mlp = Start { corpus, rng }.mlp(NUM_STEPS, 1.0);
    facts
        .with("backwards-held-out", fixed(held, 3))
        .with("backwards-mlp", fixed(mlp.held_out, 3))
}

/// The table that has counted these documents.
fn counted(docs: &[Vec<usize>]) -> Counts {
    let mut counts = Counts::new(27);
    for doc in docs {
        counts.observe(doc);
    }
    counts
}

/// The loss of a table on a document.
fn loss(counts: &Counts, tokens: &[usize]) -> f64 {
    mean_loss(tokens, |token| counts.probabilities(token))
}
