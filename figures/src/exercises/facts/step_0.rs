//! The numbers in the sentences of Step 0's exercises.

use std::collections::HashSet;

use crate::exercises::merge_losses::Merged;
use crate::spread::mean;
use crate::step_0::common::deviation;
use exercises::step_0::backwards::backwards;
use exercises::step_0::greedy::greedy;
use exercises::step_0::leaning::Leaning;
use portable::math;
use runs::NUM_STEPS;
use step_0_counting::{Counts, mean_loss};
use step_4_transformer::Config;
use typeset::{Facts, fixed, percent, thousands};

pub fn facts(facts: Facts) -> Facts {
    [greedy_names, from_the_right, leaning, merges]
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
    let docs = runs::corpus().0.docs;
    let reversed = backwards(&docs);
    let forwards = counted(&docs[..NUM_STEPS]);
    let from_the_right = counted(&reversed[..NUM_STEPS]);

    // Every name is as likely in one direction as in the other.
    for (doc, back) in docs.iter().zip(&reversed) {
        let difference = loss(&forwards, doc) - loss(&from_the_right, back);
        assert!(difference.abs() < 1e-12);
    }
    let backwards_loss = runs::mean_over(runs::validation_set(&reversed), {
        |doc| loss(&from_the_right, doc)
    });
    facts.with("backwards-validation", fixed(backwards_loss, 3))
}

/// Of 0.C: five tokens of context.
fn leaning(facts: Facts) -> Facts {
    let docs = runs::corpus().0.docs;
    let validation = runs::validation_set(&docs);
    let few = leaning_loss(&docs[..NUM_STEPS], validation);
    // Some of the validation names stand among all training names, too.
    let names = runs::training_set(&docs);
    let counted: HashSet<&Vec<usize>> = names.iter().collect();
    let is_new = |it: &&Vec<usize>| !counted.contains(it);
    let fresh: Vec<Vec<usize>> =
        validation.iter().filter(is_new).cloned().collect();
    let fresh = leaning_loss(&names, &fresh);

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
        .with("leaning-validation", fixed(few, 3))
        .with("leaning-fresh", fixed(fresh, 3))
        .with("leaning-kinds", thousands(kinds.len()))
}

/// The loss of leaning counts of five tokens on other names.
fn leaning_loss(names: &[Vec<usize>], asked: &[Vec<usize>]) -> f64 {
    let mut counts = Leaning::new(27, 5);
    for doc in names {
        counts.observe(doc);
    }
    runs::mean_over(asked, |tokens| {
        let places = 1..tokens.len();
        let n = places.len() as f64;
        let costs = places.map(|i| {
            let p = counts.probabilities(&tokens[..i]);
            -math::ln(p[tokens[i]])
        });
        costs.sum::<f64>() / n
    })
}

/// Of 0.D: what the text says of merges in ten thousands of names that share
/// none.
fn merges(facts: Facts) -> Facts {
    let docs = runs::corpus().0.docs;
    let validation = runs::validation_set(&docs);
    let names = runs::training_set(&docs);
    let thousands = names.chunks_exact(NUM_STEPS).take(10);
    let merged = thousands.map(|it| Merged::at(&[0, 10, 50], it, validation));
    let merged: Vec<Vec<Merged>> = merged.collect();
    let gains = |stop: usize, added: f64| -> Vec<f64> {
        let gain = |it: &Vec<Merged>| {
            it[0].per_letter(added) - it[stop].per_letter(added)
        };
        merged.iter().map(gain).collect()
    };
    let [ten, fifty, less] =
        [(1, 1.0), (2, 1.0), (2, 0.3)].map(|(stop, added)| gains(stop, added));
    assert!(
        ten.iter().all(|&it| it > 0.0),
        "ten merges help every thousand"
    );
    assert!(
        fifty.iter().all(|&it| it < 0.0),
        "fifty harm every thousand"
    );
    assert!((0.0..deviation(&less)).contains(&mean(&less)), "no harm");
    facts
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
