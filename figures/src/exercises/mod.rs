//! Results of the exercises.

mod backwards_endings;
mod batches;
mod batches_longer;
mod bent;
mod checkpoint_pieces;
mod clipped;
mod counted;
mod cross_entropy_run;
mod dual_directions;
mod facts;
mod first_merges;
mod forward;
mod gelu_or_relu;
mod greedy_names;
mod leak_runs;
mod leaky;
mod leaning_later;
mod leaning_losses;
mod likeliest_only;
mod logit_table;
mod longest_steps;
mod merge_losses;
mod no_numerals;
mod numerals;
mod parts_left_out;
mod parts_of_three_layers;
mod relu_or_tanh;
mod rotary_runs;
mod schedules;
mod shared_keys;
mod starts;
mod stuck_parameters;
mod tied_or_not;
pub(crate) mod trained;
mod weight_decays;
mod window_longer;
mod window_sizes;
mod windowed;
mod without;

use crate::{Chapter, facts, table, text};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "exercises",
    figures: &[
        table("backwards-endings", backwards_endings::figure),
        table("batches-longer", batches_longer::figure),
        table("batches", batches::figure),
        table("checkpoint-pieces", checkpoint_pieces::figure),
        table("clipped", clipped::figure),
        table("cross-entropy-run", cross_entropy_run::figure),
        table("dual-directions", dual_directions::figure),
        facts("exercises-facts", facts::figure),
        text("failed-check", failed_check::transcript),
        table("first-merges", first_merges::figure),
        table("gelu-or-relu", gelu_or_relu::figure),
        table("greedy-names", greedy_names::figure),
        table("leak-runs", leak_runs::figure),
        table("leaning-later", leaning_later::figure),
        table("leaning-losses", leaning_losses::figure),
        table("likeliest-only", likeliest_only::figure),
        table("logit-table", logit_table::figure),
        table("longest-steps", longest_steps::figure),
        table("merge-losses", merge_losses::figure),
        text("no-numerals", no_numerals::figure),
        table("numerals", numerals::figure),
        table("parts-left-out", parts_left_out::figure),
        table("parts-of-three-layers", parts_of_three_layers::figure),
        table("relu-or-tanh", relu_or_tanh::figure),
        table("rotary-runs", rotary_runs::figure),
        table("schedules", schedules::figure),
        table("shared-keys", shared_keys::figure),
        table("starts", starts::figure),
        table("stuck-parameters", stuck_parameters::figure),
        table("tied-or-not", tied_or_not::figure),
        table("weight-decays", weight_decays::figure),
        table("window-longer", window_longer::figure),
        table("window-sizes", window_sizes::figure),
    ],
};
