//! Step 0: Counting.

mod ava_pairs;
pub mod common;
mod context_losses;
mod count_rows;
mod count_table;
mod distinct_characters;
mod facts;
mod file_order;
pub(crate) mod floor;
mod losses_after_step_0;
mod name_lengths;
mod next_token_a;
mod numbers_after_step_0;
mod order_matters;
mod pair_losses;
mod pair_losses_later;
mod smoothing;
mod step_0_excerpt;
mod table_losses;
mod table_names;
mod wider;

use crate::{Chapter, drawing, facts, table, text};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "step-0-counting",
    figures: &[
        drawing("ava-pairs", ava_pairs::figure),
        table("context-losses", context_losses::figure),
        table("count-rows", count_rows::figure),
        drawing("count-table", count_table::figure),
        table("distinct-characters", distinct_characters::figure),
        table("file-order", file_order::figure),
        drawing("losses-after-step-0", losses_after_step_0::figure),
        drawing("name-lengths", name_lengths::figure),
        drawing("next-token-a", next_token_a::figure),
        table("numbers-after-step-0", numbers_after_step_0::figure),
        table("order-matters", order_matters::figure),
        table("pair-losses-later", pair_losses_later::figure),
        table("pair-losses", pair_losses::figure),
        table("smoothing", smoothing::figure),
        facts("step-0-counting-facts", facts::figure),
        text("step-0-excerpt", step_0_excerpt::figure),
        drawing("table-losses", table_losses::figure),
        table("table-names", table_names::figure),
    ],
};
