//! How words are cut.

use typeset::{Table, thousands};

use super::{PAIRS, TRAINING, chips, shown};

/// What is cut.
const WORDS: [&str; 8] = [
    " whale",
    "whale",
    " Whale",
    " WHALE",
    " harpooneer",
    " Queequeg",
    " breezelessness",
    " tokenizer",
];

pub fn figure() -> String {
    // Two are not in the training chapters.
    for unseen in &WORDS[6..] {
        assert!(!TRAINING.contains(unseen));
    }
    // What the page says of the vocabulary in the middle.
    let pairs = PAIRS.first(1024);
    let cut = |word: &str| {
        let tokens = pairs.encode_bytes(word.as_bytes());
        let pieces = tokens.iter().map(|&token| shown(pairs.piece(token)));
        pieces.collect::<Vec<_>>()
    };
    for whole in [" whale", "whale", " Whale", " Queequeg"] {
        assert_eq!(cut(whole).len(), 1);
    }
    assert!(cut(" harpooneer").len() > 1);
    assert!(
        cut(" breezelessness").ends_with(&["less", "ness"].map(Into::into))
    );
    let mut table = Table::new();
    for size in [512, 1024, 2048] {
        table = table.left(format!("{} tokens", thousands(size)));
    }
    for word in WORDS {
        table = table.row([512, 1024, 2048].map(|size| {
            let pairs = PAIRS.first(size);
            chips(&pairs, &pairs.encode_bytes(word.as_bytes()))
        }));
    }
    table.to_string()
}
