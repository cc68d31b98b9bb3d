//! The graph of `(d + c) * d`, with the gradient of the result in each box.

mod common;

use common::graph;
use step_2_autograd::Tape;

fn main() {
    let tape = Tape::new();
    let [.., result] = graph::expression(&tape);
    let title = "The same graph after backward: a gradient in every box";
    print!("{}", graph::draw(title, Some(&result.backward())));
}
