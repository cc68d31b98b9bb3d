//! Shared by this step's figures: tokens by name, and tables that
//! have counted some of the run's names.

use crate::spread::mean;
use step_0_counting::{Counts, mean_loss};

/// The number of tokens: a to z and BOS.
pub const VOCAB_SIZE: usize = 27;

/// The id of BOS.
pub const BOS: usize = 26;

/// The tokens of "ava", the running example of Steps 0 to 2.
pub const AVA: [usize; 5] = [BOS, 0, 21, 0, BOS];

/// The name of a token: its letter, or BOS.
pub fn name(token: usize) -> String {
    let letter = ('a'..='z').nth(token);
    letter.map_or("BOS".into(), String::from)
}

/// The token of a letter.
pub fn id(letter: char) -> usize {
    let is_it = |it: char| it == letter;
    ('a'..='z').position(is_it).expect("a letter from a to z")
}

/// A token as the book shows it.
pub fn chip(token: usize) -> String {
    typeset::chips([(name(token), token)])
}

/// Tokens as the book shows them.
pub fn chips(tokens: &[usize]) -> String {
    typeset::chips(tokens.iter().map(|&token| (name(token), token)))
}

/// A name as tokens, with BOS on both sides.
pub fn encode(name: &str) -> Vec<usize> {
    let tokenizer: names::Tokenizer = ('a'..='z').collect();
    tokenizer.encode(name).expect("letters from a to z")
}

/// The table that has counted these documents.
pub fn counted(docs: &[Vec<usize>]) -> Counts {
    let mut counts = Counts::new(VOCAB_SIZE);
    for tokens in docs {
        counts.observe(tokens);
    }
    counts
}

/// The loss of a table on a document.
pub fn loss(counts: &Counts, tokens: &[usize]) -> f64 {
    mean_loss(tokens, |token| counts.probabilities(token))
}

/// How often anything was counted after a token.
pub fn seen(counts: &Counts, token: usize) -> u32 {
    counts.row(token).iter().sum()
}

/// How often a pair was counted, of how many with the same first token.
pub fn count_of(counts: &Counts, pair: &[usize]) -> String {
    let count = counts.row(pair[0])[pair[1]];
    format!("{count} of {}", seen(counts, pair[0]))
}

/// The standard deviation of some numbers.
pub fn deviation(numbers: &[f64]) -> f64 {
    let mean = mean(numbers);
    let squares = numbers.iter().map(|it| (it - mean) * (it - mean));
    (squares.sum::<f64>() / (numbers.len() - 1) as f64).sqrt()
}
