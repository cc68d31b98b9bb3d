//! The graph of `(d + c) * d`, with the local gradients on its edges.

use widgets::step_2::expression_graph;

fn main() {
    let title = "Six numbers, and which was made from which";
    print!("{}", expression_graph::figure(title, false));
}
