//! Heat maps of the three matrices as they are drawn.

mod common;

fn main() {
    print!("{}", common::weight_maps(&common::reference().untrained));
}
