//! Step 3: Attention.

mod after_every_m;
mod attention_blocks;
mod attention_dimensions;
mod attention_rates;
mod attention_samples;
mod attention_toy;
mod attention_weights;
mod attention_weights_longer;
mod block_sizes;
mod cache_growth;
mod cache_rows;
pub mod common;
mod echo;
mod echo_ablation;
mod echo_attention;
mod echo_facts;
mod echo_guesses;
mod echo_losses;
mod em_answered;
mod facts;
mod gather_ladder;
mod gradients_through_cache;
mod loss_by_position;
mod losses_after_step_3;
mod name_counts;
mod norm_causes;
mod norm_variants;
mod numbers_after_step_3;
mod position_sum;
mod projections;
mod query_key_value;
mod residual_stream;
mod residual_variants;
mod rms_norm_worked;
mod scores_second_m;
pub mod starts;
mod what_attention_adds;
mod worth_of_the_past;

use crate::{Chapter, drawing, facts, table};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "step-3-attention",
    figures: &[
        table("after-every-m", after_every_m::figure),
        drawing("attention-blocks", attention_blocks::figure),
        drawing("attention-dimensions", attention_dimensions::figure),
        table("attention-rates", attention_rates::figure),
        table("attention-samples", attention_samples::figure),
        table("attention-toy", attention_toy::figure),
        drawing("attention-weights-longer", attention_weights_longer::figure),
        drawing("attention-weights", attention_weights::figure),
        table("block-sizes", block_sizes::figure),
        table("cache-growth", cache_growth::figure),
        drawing("cache-rows", cache_rows::figure),
        table("echo-ablation", echo_ablation::figure),
        drawing("echo-attention", echo_attention::figure),
        table("echo-guesses", echo_guesses::figure),
        drawing("echo-losses", echo_losses::figure),
        table("em-answered", em_answered::figure),
        table("gather-ladder", gather_ladder::figure),
        table("gradients-through-cache", gradients_through_cache::figure),
        table("loss-by-position", loss_by_position::figure),
        drawing("losses-after-step-3", losses_after_step_3::figure),
        table("norm-causes", norm_causes::figure),
        table("norm-variants", norm_variants::figure),
        table("numbers-after-step-3", numbers_after_step_3::figure),
        drawing("position-sum", position_sum::figure),
        drawing("projections", projections::figure),
        drawing("query-key-value", query_key_value::figure),
        drawing("residual-stream", residual_stream::figure),
        table("residual-variants", residual_variants::figure),
        table("rms-norm-worked", rms_norm_worked::figure),
        table("scores-second-m", scores_second_m::figure),
        facts("step-3-attention-facts", facts::figure),
        table("what-attention-adds", what_attention_adds::figure),
        table("worth-of-the-past", worth_of_the_past::figure),
    ],
};
