//! The numbers in the sentences of Step 0's exercises.

use std::collections::HashSet;

use exercises::step_0::backwards::backwards;
use exercises::step_0::greedy::greedy;
use exercises::step_0::leaning::Leaning;
use names::Corpus;
use portable::math;
use runs::{NUM_STEPS, Start};
use step_0_counting::{Counts, mean_loss};
use step_4_transformer::Config;
use typeset::{Facts, fixed, percent, thousands};

pub fn facts(facts: Facts) -> Facts {
    [greedy_names, from_the_right, leaning]
        .into_iter()
        .fold(facts, |facts, more| more(facts))
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
    let losses = runs::validation_set(&reversed).iter();
    let sum: f64 = losses.map(|doc| loss(&from_the_right, doc)).sum();
    let held = sum / runs::validation_set(&reversed).len() as f64;

    let docs = reversed;
    let corpus = Corpus { tokenizer, docs };
    let mlp = Start { corpus, rng }.mlp(NUM_STEPS, 1.0);
    facts
        .with("backwards-validation", fixed(held, 3))
        .with("backwards-mlp", fixed(mlp.validation_loss, 3))
}

/// Of 0.C: five tokens of context.
fn leaning(facts: Facts) -> Facts {
    let docs = runs::corpus().0.docs;
    let mut counts = Leaning::new(27, 5);
    for doc in &docs[..NUM_STEPS] {
        counts.observe(doc);
    }
    let validation = runs::mean_over(runs::validation_set(&docs), |tokens| {
        let places = 1..tokens.len();
        let n = places.len() as f64;
        let costs = places.map(|i| {
            let p = counts.probabilities(&tokens[..i]);
            -math::ln(p[tokens[i]])
        });
        costs.sum::<f64>() / n
    });

    // Each place of a document is counted after contexts of 0 to 5 tokens.
    let mut kinds = HashSet::new();
    for doc in &docs[..NUM_STEPS] {
        for i in 1..doc.len() {
            kinds.extend((i.saturating_sub(5)..=i).map(|j| &doc[j..=i]));
        }
    }
    let config = Config::of_the_guide(27);
    let times = kinds.len() as f64 / config.num_params() as f64;
    assert_eq!(times.round(), 3.0);
    facts
        .with("leaning-validation", fixed(validation, 3))
        .with("leaning-kinds", thousands(kinds.len()))
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
