//! Pieces of words: vocabularies of byte pairs, and what a table of pairs of
//! tokens makes of them.

pub mod cut_words;
pub mod cuts;
pub mod facts;
pub mod first;
pub mod ishmael;
pub mod lengths;
mod plain;
pub mod sizes;
pub mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use step_7_text::{BytePairs, MOBY_DICK, Part, words};
pub use widgets::step_7::word_pieces::shown;

/// The training chapters.
pub static TRAINING: LazyLock<String> =
    LazyLock::new(|| Part::Training.of(MOBY_DICK));

/// The validation chapters.
pub static VALIDATION: LazyLock<String> =
    LazyLock::new(|| Part::Validation.of(MOBY_DICK));

/// The largest vocabulary of the page; the others are its beginnings.
pub static PAIRS: LazyLock<BytePairs> =
    LazyLock::new(|| BytePairs::train(TRAINING.as_bytes(), 2048));

/// The sizes that the page tells of.
pub const SIZES: [usize; 4] = [256, 512, 1024, 2048];

/// The width of the models of this step.
pub const WIDTH: usize = 128;

/// How many tokens they read at once.
pub const WINDOW: usize = 128;

/// How many characters there are to a token.
pub fn per_token(text: &str, tokens: &[usize]) -> f64 {
    text.chars().count() as f64 / tokens.len() as f64
}

/// The words of the training chapters, each once, and how often each comes.
pub fn counted_words() -> HashMap<&'static [u8], usize> {
    let mut counts = HashMap::new();
    for word in words(TRAINING.as_bytes()) {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

/// Tokens in chips, without their ids.
pub fn chips(pairs: &BytePairs, tokens: &[usize]) -> String {
    let chip = |&token: &usize| {
        let piece = shown(pairs.piece(token));
        format!("<span class=\"token\">{piece}</span>")
    };
    tokens.iter().map(chip).collect::<Vec<_>>().join(" ")
}
