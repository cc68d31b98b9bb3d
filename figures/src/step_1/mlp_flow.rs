//! The values on the way of an "a" through the trained network.

use widgets::step_1::mlp_flow::{self, Flow};

use super::common::{letter, mlp, reference};

const A: usize = 0;

pub fn figure() -> String {
    let run = reference();
    let flow = Flow::new(&mlp(&run.trained), A);
    let (maps, bars) = mlp_flow::figure(&letter(&run.tokenizer, A), &flow);
    let maps: String = maps.iter().map(ToString::to_string).collect();
    format!("{maps}{bars}")
}
