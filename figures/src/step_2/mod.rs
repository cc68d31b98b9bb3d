//! Step 2: Autograd.

mod accumulated_gradients;
mod common;
mod dot_on_the_tape;
mod expression_gradients;
mod expression_graph;
mod expression_tape;
mod facts;
mod four_fields;
mod gradient_code;
mod length_or_direction;
mod local_gradients;
mod local_gradients_more;
mod losses_after_step_2;
mod nodes_of_a_name;
mod numbers_after_step_2;
mod step_2_run;
mod summed;
mod tape_lengths;
mod training_step;

use crate::{Chapter, drawing, facts, table, text};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "step-2-autograd",
    figures: &[
        table("accumulated-gradients", accumulated_gradients::figure),
        drawing("dot-on-the-tape", dot_on_the_tape::figure),
        drawing("expression-gradients", expression_gradients::figure),
        drawing("expression-graph", expression_graph::figure),
        table("expression-tape", expression_tape::figure),
        drawing("four-fields", four_fields::figure),
        table("gradient-code", gradient_code::figure),
        table("length-or-direction", length_or_direction::figure),
        table("local-gradients-more", local_gradients_more::figure),
        table("local-gradients-three", local_gradients_more::three),
        table("local-gradients", local_gradients::figure),
        drawing("losses-after-step-2", losses_after_step_2::figure),
        table("nodes-of-a-name", nodes_of_a_name::figure),
        table("numbers-after-step-2", numbers_after_step_2::figure),
        facts("step-2-autograd-facts", facts::figure),
        text("step-2-run", step_2_run::figure),
        table("tape-lengths", tape_lengths::figure),
        drawing("training-step", training_step::figure),
    ],
};
