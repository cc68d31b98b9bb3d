//! Step 7: Text.

mod compressors;
mod context_bits;
mod context_table;
mod facts;
mod running_text;
mod table_samples;
mod tables;
mod yardsticks;

use crate::{Chapter, drawing, facts, table, text};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "step-7-text",
    figures: &[
        drawing("context-bits", context_bits::figure),
        table("context-table", context_table::figure),
        facts("step-7-text-facts", facts::figure),
        text("table-samples", table_samples::figure),
        table("yardsticks", yardsticks::figure),
    ],
};
