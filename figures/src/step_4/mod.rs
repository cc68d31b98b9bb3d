//! Step 4: Transformer.

mod attention;
pub mod choosing;
pub mod deeper;
mod emma;
mod facts;
mod head_habits;
mod head_habits_map;
mod head_off;
mod head_patterns;
mod head_slices;
mod head_staircases;
mod head_steps;
mod heads_needed;
mod heads_or_luck;
mod heads_picture;
mod layer_shapes;
mod layers_needed;
mod layers_picture;
mod losses_after_step_4;
mod numbers_after_step_4;
mod read_early;
pub mod shared_cache;
mod starts;
mod stream;
mod stream_by_block;
mod tasks;
mod toy;
mod transformer_blocks;
mod transformer_run;
pub mod trials;
mod two_purposes;
mod wins_facts;

use crate::{Chapter, drawing, facts, table, text};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "step-4-transformer",
    figures: &[
        table("deeper", deeper::figure),
        drawing("head-habits-map", head_habits_map::figure),
        drawing("head-off", head_off::figure),
        drawing("head-patterns", head_patterns::figure),
        drawing("head-slices", head_slices::figure),
        drawing("head-staircases", head_staircases::figure),
        table("head-steps", head_steps::figure),
        table("heads-or-luck", heads_or_luck::figure),
        table("heads-needed", heads_needed::figure),
        drawing("heads-picture", heads_picture::figure),
        table("layer-shapes", layer_shapes::figure),
        table("layers-needed", layers_needed::figure),
        drawing("layers-picture", layers_picture::figure),
        drawing("losses-after-step-4", losses_after_step_4::figure),
        table("numbers-after-step-4", numbers_after_step_4::figure),
        table("read-early", read_early::figure),
        facts("step-4-transformer-facts", facts::figure),
        drawing("stream-by-block", stream_by_block::figure),
        drawing("transformer-blocks", transformer_blocks::figure),
        text("transformer-run", transformer_run::figure),
        table("two-purposes", two_purposes::figure),
    ],
};
