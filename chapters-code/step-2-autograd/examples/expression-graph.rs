//! The graph of `(d + c) * d`, with the local gradients on its edges.

mod common;

fn main() {
    let title = "Six numbers, and which was made from which";
    print!("{}", common::graph::draw(title, None));
}
