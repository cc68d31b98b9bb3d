//! The graph of `(d + c) * d`, with the gradient of the result in each box.

use widgets::step_2::expression_graph;

fn main() {
    let title = "The same graph after backward: a gradient in every box";
    print!("{}", expression_graph::figure(title, true));
}
