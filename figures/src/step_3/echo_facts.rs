//! The numbers of "Where Attention Wins".

use std::collections::HashSet;

use runs::running_mean;
use runs::tasks::{Documents, Past, RATE, Task};
use step_3_attention::Gpt;
use typeset::{Facts, chips, fixed, percent, thousands};
use widgets::step_3::trace::{letter, trace};

use super::common::VOCAB_SIZE;
use super::echo::{SEEDS, View, least, rust, spread};
use super::name_counts::Counts;

/// The validation loss of tables of names that count the last letter, and the
/// last three letters, each with the position.
fn counted() -> [f64; 2] {
    let docs = runs::corpus().0.docs;
    let learned = runs::training_set(&docs);
    let validation = runs::validation_set(&docs);
    let tables = [1, 3].map(|last| Counts::new(&learned, last));
    // Some of the validation names stand among the others, too. Without them:
    let known: HashSet<_> = learned.iter().collect();
    let new = validation.iter().filter(|doc| !known.contains(doc));
    let new: Vec<_> = new.cloned().collect();
    let [place, past] = tables.each_ref().map(|it| it.loss(&new));
    assert!(past < place - 0.15, "the past says much of names");
    tables.map(|it| it.loss(validation))
}

/// The least losses as the text derives them.
fn by_hand(counted: [f64; 3]) {
    let ln = portable::math::ln;
    let one_letter = ln(26.0);
    let nine = [
        one_letter + ln(8.0) + 7.0 * ln(8.0 * 26.0 / 7.0),
        8.0 * one_letter,
        4.0 * one_letter,
    ];
    for (counted, nine) in counted.iter().zip(nine) {
        assert!((counted - nine / 9.0).abs() < 1e-9, "the same");
    }
}

pub fn with(facts: Facts) -> Facts {
    let Documents { learned, others } = Task::Echo.documents();
    let known = others.iter().filter(|doc| learned.contains(doc)).count();
    assert!(known < 10, "nearly all are new");
    let [blind, all] = [View::TokenAndPosition, View::AllSoFar].map(least);
    by_hand([least(View::Token), blind, all]);

    // Where the smoothed loss is half way between the two.
    let half_way = f64::midpoint(blind, all);
    let falls: Vec<f64> = SEEDS
        .map(|seed| {
            let losses = Past::Attention.learned(seed).losses;
            let means = running_mean(&losses, 100);
            let half = means.iter().position(|&it| it < half_way);
            half.expect("it is learned") as f64 + 1.0
        })
        .collect();
    let [_, first, last] = spread(&falls);
    assert!(first > 600.0 && last < 1800.0, "late, and soon over");

    let params = Past::Attention.learned(1).params;
    let word = rust();
    let tokens = [&[26], &word[..], &word[..]].concat();
    let positions = trace(&Gpt::new(VOCAB_SIZE, &params), &tokens);
    let at = (4..8).map(|i| positions[i].weights[i - 3]);
    let [_, least_weight, _] = spread(&at.collect::<Vec<_>>());
    assert!(least_weight > 0.75, "nearly all of it");
    // Of a word of five letters, it would have to look four back.
    let robin = [26, 17, 14, 1, 8, 13, 17, 14, 1, 8, 13];
    let positions = trace(&Gpt::new(VOCAB_SIZE, &params), &robin);
    for (i, position) in positions.iter().enumerate().take(8).skip(5) {
        let [three, four] = [3, 4].map(|back| position.weights[i - back]);
        assert!(three > 0.75 && four < 0.1, "it looks three back");
    }
    let [of_place, of_past] = counted();
    facts
        .with("counted-place", fixed(of_place, 2))
        .with("counted-past", fixed(of_past, 2))
        .with(
            "echo-chips",
            chips(tokens.iter().map(|&token| (letter(token), token))),
        )
        .with("echo-steps", thousands(Task::Echo.num_steps()))
        .with("echo-rate", RATE)
        .with("echo-words", thousands(26_u32.pow(4)))
        .with("echo-known", known)
        .with("echo-one-letter", fixed(portable::math::ln(26.0), 3))
        .with("echo-least-blind", fixed(blind, 3))
        .with("echo-least-all", fixed(all, 3))
        .with("echo-first-fall", thousands(first))
        .with("echo-last-fall", thousands(last))
        .with("echo-least-weight", percent(least_weight, 0))
}
