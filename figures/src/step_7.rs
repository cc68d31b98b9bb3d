//! Step 7: Text.

mod ablation;
mod answers;
mod compressors;
mod context_bits;
mod context_table;
mod exercises;
mod facts;
mod gains;
mod induction;
mod larger;
mod loss_by_position;
mod memory;
mod novel_training;
mod numbers_after_step_7;
mod on_paper;
mod pieces;
mod record;
mod refrains;
mod running_text;
mod side_by_side;
mod size;
mod speed;
mod table_samples;
mod tables;
mod training_in_the_page;
mod word_pieces;
mod yardsticks;

use crate::{Chapter, drawing, facts, table, text};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "step-7-text",
    figures: &[
        drawing("context-bits", context_bits::figure),
        drawing("novel-training", novel_training::figure),
        table("context-table", context_table::figure),
        text("table-samples", table_samples::figure),
        table("yardsticks", yardsticks::figure),
        table("cuts-of-the-text", pieces::cuts::figure),
        table("first-pieces", pieces::first::figure),
        table("ishmael-in-pieces", pieces::ishmael::figure),
        drawing("piece-lengths", pieces::lengths::figure),
        table("vocabulary-sizes", pieces::sizes::figure),
        table("words-in-pieces", pieces::cut_words::figure),
        table("word-pieces", word_pieces::figure),
        table("ablation-on-the-novel", ablation::figure),
        drawing("many-passes", memory::many::figure),
        table("ways-to-learn-less-by-heart", memory::remedies::figure),
        table("below-the-counters", memory::below::figure),
        drawing("read-and-not-read", memory::curves::figure),
        table("less-text", memory::less_text::figure),
        table("by-heart", memory::by_heart::figure),
        table("goes-on", memory::goes_on::figure),
        drawing("width-and-loss", size::width::figure),
        table("two-laws", size::forms::figure),
        table("text-and-steps", size::text_and_steps::figure),
        drawing("operations-and-loss", size::operations::figure),
        drawing("loss-in-the-window", loss_by_position::figure),
        table("loss-in-the-window-in-pieces", loss_by_position::of_pieces),
        drawing("names-that-come-again", induction::appearances),
        table("names-again", induction::seconds),
        table("queequeg-again", induction::of_the_novel),
        table("the-same-text-twice", induction::repeated),
        drawing("induction-scores", induction::head::found),
        table("short-sighted", induction::short_sighted),
        drawing("heads-switched-off", induction::head::switched_off),
        table("models-that-copy", refrains::figure),
        drawing("names-after-refrains", refrains::names),
        drawing("heads-after-refrains", refrains::heads),
        drawing("where-a-head-looks", refrains::where_a_head_looks),
        table("on-paper", on_paper::figure),
        table("numbers-after-step-7", numbers_after_step_7::figure),
        table("claims-about-a-text", exercises::claims::figure),
        table("strides", exercises::strides::figure),
        table("copies-right", exercises::copied::rights),
        table("copies-mixed", exercises::copied::figure),
        table("kept-by-share", exercises::kept::figure),
        table("other-merges", exercises::other_merges::figure),
        text("before-it-is-taught", answers::before),
        table("after-it-is-taught", answers::after),
        table("ways-to-teach", answers::compared),
        table("larger-sizes", larger::sizes::figure),
        table("larger-choices", larger::choices::figure),
        drawing("larger-rates", larger::rates::figure),
        drawing("gradient-lengths", larger::lengths::figure),
        drawing("novel-curve", larger::curve::figure),
        text("novel-samples", larger::samples::figure),
        drawing("columns-of-a-share", side_by_side::columns::figure),
        table("sums-by-threads", side_by_side::sums::figure),
        table("model-on-paper", on_paper::tried),
        table("speed-beside-pytorch", speed::figure),
        facts("step-7-text-facts", facts::figure),
    ],
};
