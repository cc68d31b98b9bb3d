//! The same words in pieces of four vocabularies.

use typeset::{Table, thousands};

use super::{PAIRS, chips};

/// From the first paragraph; it has a sign of three bytes.
const TEXT: &str = "Call me Ishmael. Some years ago—never";

pub fn figure() -> String {
    let mut table = Table::new().right("tokens").left("");
    for size in [256, 512, 1024, 2048] {
        let pairs = PAIRS.first(size);
        let tokens = pairs.encode_bytes(TEXT.as_bytes());
        table = table.row([thousands(size), chips(&pairs, &tokens)]);
    }
    table.to_string()
}
