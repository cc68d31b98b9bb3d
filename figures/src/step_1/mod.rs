//! Step 1: Gradient Descent.

mod backward_lines;
mod backward_path;
mod chain_by_hand;
pub(crate) mod common;
mod eps_curve;
pub(crate) mod facts;
mod flat_list;
mod gradient_check;
mod gradient_scatter;
mod learning_rates;
mod linear_worked;
mod mlp_flow;
mod mlp_pair_losses;
mod more_passes;
mod nudges;
mod numbers_after_step_1;
mod real_or_chance;
mod run_in_brief;
mod samples_side_by_side;
mod sgd_steps;
mod six_starts;
mod slope_finder;
mod softmax_worked;
mod temperature;
mod two_loss_curves;
mod weights_trained;
mod weights_untrained;
mod writers;

use crate::{Chapter, drawing, facts, table, text};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "step-1-gradient-descent",
    figures: &[
        table("backward-lines", backward_lines::figure),
        drawing("backward-path", backward_path::figure),
        table("chain-by-hand", chain_by_hand::figure),
        drawing("eps-curve", eps_curve::figure),
        drawing("flat-list", flat_list::figure),
        text("gradient-check", gradient_check::figure),
        drawing("gradient-scatter", gradient_scatter::figure),
        table("learning-rates", learning_rates::figure),
        table("linear-worked", linear_worked::figure),
        drawing("mlp-flow", mlp_flow::figure),
        table("mlp-pair-losses", mlp_pair_losses::figure),
        table("more-passes", more_passes::figure),
        table("nudges", nudges::figure),
        table("numbers-after-step-1", numbers_after_step_1::figure),
        drawing("real-or-chance", real_or_chance::figure),
        text("run-in-brief", run_in_brief::figure),
        table("samples-side-by-side", samples_side_by_side::figure),
        table("sgd-steps", sgd_steps::figure),
        drawing("six-starts", six_starts::figure),
        drawing("slope-finder", slope_finder::figure),
        table("softmax-worked", softmax_worked::figure),
        facts("step-1-gradient-descent-facts", facts::figure),
        table("temperature", temperature::figure),
        drawing("two-loss-curves", two_loss_curves::figure),
        drawing("weights-trained", weights_trained::figure),
        drawing("weights-untrained", weights_untrained::figure),
    ],
};
