//! Heat maps of the three matrices after the last training step.

mod common;

fn main() {
    print!("{}", common::weight_maps(&common::reference().trained));
}
