//! The graph of `(d + c) * d`, with the local gradients on its edges.

use widgets::step_2::expression_graph;

pub fn figure() -> String {
    let title = "Six numbers, and which was made from which";
    expression_graph::figure(title, false).to_string()
}
