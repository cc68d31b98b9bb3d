//! Step 5: Adam.

mod adam_histories;
mod adam_line_by_line;
mod adam_run_ends;
mod adam_steps;
mod adam_worked_update;
mod ask_the_model;
mod beside_gpt_2;
mod bias_correction;
mod common;
mod facts;
mod facts_of_starts;
mod gain;
mod gradient_sizes;
mod heads_and_layers_again;
mod history;
mod invented_names;
mod learning_rate_sweep;
mod letter_map;
mod longer_runs;
mod losses_after_step_5;
mod moving_averages;
mod names_while_learning;
mod narrow_valley;
mod noisy_gradient;
mod numbers_after_step_5;
mod parts_of_adam;
pub mod rules;
mod sampling;
mod sgd_and_adam;
mod sgd_and_adam_early;
mod the_run;
mod usual_betas;
mod usual_size;
mod valley_steps;

use crate::{Chapter, drawing, facts, table, text};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "step-5-adam",
    figures: &[
        table("adam-histories", adam_histories::figure),
        text("adam-in-python", adam_line_by_line::in_python),
        table("adam-line-by-line", adam_line_by_line::figure),
        text("adam-run-ends", adam_run_ends::figure),
        drawing("adam-steps", adam_steps::figure),
        table("adam-worked-update", adam_worked_update::figure),
        table("ask-the-model", ask_the_model::figure),
        table("beside-gpt-2", beside_gpt_2::figure),
        table("bias-correction", bias_correction::figure),
        table("gradient-sizes", gradient_sizes::figure),
        table("heads-and-layers-again", heads_and_layers_again::figure),
        table("invented-names", invented_names::figure),
        drawing("learning-rate-sweep", learning_rate_sweep::figure),
        drawing("letter-map", letter_map::figure),
        table("longer-runs", longer_runs::figure),
        drawing("losses-after-step-5", losses_after_step_5::figure),
        drawing("moving-averages", moving_averages::figure),
        table("names-while-learning", names_while_learning::figure),
        drawing("narrow-valley", narrow_valley::figure),
        drawing("noisy-gradient", noisy_gradient::figure),
        table("numbers-after-step-5", numbers_after_step_5::figure),
        table("parts-of-adam", parts_of_adam::figure),
        table("sgd-and-adam", sgd_and_adam::figure),
        drawing("sgd-and-adam-early", sgd_and_adam_early::figure),
        facts("step-5-adam-facts", facts::figure),
        drawing("the-run", the_run::figure),
        table("usual-betas", usual_betas::figure),
        table("usual-size", usual_size::figure),
        table("valley-steps", valley_steps::figure),
    ],
};
