//! The values on the way of an "a" through the trained network.

mod common;

use common::{letter, mlp, reference};
use widgets::step_1::mlp_flow::{self, Flow};

const A: usize = 0;

fn main() {
    let run = reference();
    let flow = Flow::new(&mlp(&run.trained), A);
    let (maps, bars) = mlp_flow::figure(&letter(&run.tokenizer, A), &flow);
    for map in maps {
        print!("{map}");
    }
    print!("{bars}");
}
