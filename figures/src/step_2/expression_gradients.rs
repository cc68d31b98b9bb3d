//! The graph of `(d + c) * d`, with the gradient of the result in each box.

use widgets::step_2::expression_graph;

pub fn figure() -> String {
    let title = "The same graph after backward: a gradient in every box";
    expression_graph::figure(title, true).to_string()
}
