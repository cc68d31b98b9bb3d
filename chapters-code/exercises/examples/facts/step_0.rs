//! The numbers in the sentences of Step 0's exercises.

use exercises::step_0::greedy::greedy;
use typeset::{Facts, percent};

pub fn facts(facts: Facts) -> Facts {
    greedy_names(facts)
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
