//! How words are cut.

use typeset::{Table, thousands};

use super::{PAIRS, TRAINING, chips};

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
