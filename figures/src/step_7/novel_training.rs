//! What a run in the page is set beside: tables, before the first step.

use widgets::step_7::novel_training::{TABLES, picture};

use super::tables::BITS;

pub fn figure() -> String {
    for (len, bits) in TABLES {
        let off = (bits - BITS[len].new).abs();
        assert!(off < 5e-4, "a table of {len} has {}", BITS[len].new);
    }
    picture(&[]).svg
}
