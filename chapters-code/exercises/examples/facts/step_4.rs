//! The numbers in the sentences of Step 4's exercises.

use runs::{NUM_STEPS, corpus, held_out, mean_over};
use typeset::{Facts, fixed, percent};

pub fn facts(facts: Facts) -> Facts {
    doubled(frequencies(facts))
}

/// Of 4.A: what a model costs that knows how frequent each token is.
fn frequencies(facts: Facts) -> Facts {
    let (corpus, _) = corpus();
    let mut counts = [0.0; 27];
    let learned = corpus.docs[..NUM_STEPS].iter();
    for &token in learned.flat_map(|doc| &doc[1..]) {
        counts[token] += 1.0;
    }
    let total: f64 = counts.iter().sum();
    let loss = mean_over(held_out(&corpus.docs), |doc| {
        let losses = doc[1..].iter().map(|&token| counts[token] / total);
        let losses = losses.map(|p| -names::math::ln(p));
        losses.sum::<f64>() / (doc.len() - 1) as f64
    });
    facts.with("frequencies-loss", fixed(loss, 3))
}

/// Of 4.B: how often a letter of the held-out names is followed by itself.
fn doubled(facts: Facts) -> Facts {
    let (corpus, _) = corpus();
    let pairs = held_out(&corpus.docs)
        .iter()
        .flat_map(|doc| doc[1..].windows(2));
    let doubled = pairs.clone().filter(|pair| pair[0] == pair[1]).count();
    let share = doubled as f64 / pairs.count() as f64;
    facts.with("doubled-letters", percent(share, 1))
}
