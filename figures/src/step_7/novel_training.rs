//! The run of the page, as it was recorded, and the tables that it is set
//! beside.

use runs::text::page::recorded;
use widgets::step_7::novel_training::{TABLES, picture};

use super::tables::BITS;

pub fn figure() -> String {
    for (len, bits) in TABLES {
        let off = (bits - BITS[len].new).abs();
        assert!(off < 5e-4, "a table of {len} has {}", BITS[len].new);
    }
    picture(&recorded()).svg
}
