//! The sentence that the reader of 7.2 begins with, in pieces.

use step_7_text::byte_pairs::BYTES;
use typeset::Facts;
use widgets::step_7::word_pieces::{self, FIRST_MERGES};

pub fn figure() -> String {
    word_pieces::figure() + "\n"
}

pub fn facts(facts: Facts) -> Facts {
    facts
        .with("shown-merges", FIRST_MERGES)
        .with("last-byte", BYTES - 1)
}
