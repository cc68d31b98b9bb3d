//! Step 6: Efficiency.

mod batch_losses;
mod batch_times;
mod bounds;
pub mod common;
mod facts;
mod gradient_against_tape;
mod graph_layouts;
mod graph_shapes;
mod growth;
mod lanes_and_positions;
mod loss_on_each_rung;
mod memory_of_engines;
mod operations_by_part;
mod order_of_a_sum;
mod parts_of_a_step;
mod race;
mod race_chart;
mod step_as_time;
mod tile_in_registers;
mod tiles;
mod vector_levels;

use crate::{Chapter, drawing, facts, table};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "step-6-efficiency",
    figures: &[
        table("bounds", bounds::figure),
        table("batch-losses", batch_losses::figure),
        table("batch-times", batch_times::figure),
        table("gradient-against-tape", gradient_against_tape::figure),
        drawing("graph-layouts", graph_layouts::figure),
        table("graph-shapes", graph_shapes::figure),
        table("growth", growth::figure),
        drawing("lanes-and-positions", lanes_and_positions::figure),
        table("loss-on-each-rung", loss_on_each_rung::figure),
        table("memory-of-engines", memory_of_engines::figure),
        table("operations-by-part", operations_by_part::figure),
        table("order-of-a-sum", order_of_a_sum::figure),
        table("parts-of-a-step", parts_of_a_step::figure),
        drawing("race-chart", race_chart::figure),
        table("race", race::figure),
        facts("step-6-efficiency-facts", facts::figure),
        drawing("step-as-time", step_as_time::figure),
        drawing("tile-in-registers", tile_in_registers::figure),
        table("tiles", tiles::figure),
        table("vector-levels", vector_levels::figure),
    ],
};
