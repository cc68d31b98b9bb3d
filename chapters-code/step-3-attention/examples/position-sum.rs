//! The two m's of "emma": token embedding, position embedding, and their sum.

mod common;

use common::reference_run;
use widgets::step_3::position_sum::{figure, most};

fn main() {
    let [untrained, trained] = reference_run()
        .read("emma")
        .map(|all| [all[2].clone(), all[3].clone()]);
    let pair = trained.each_ref();
    let before = most(untrained.each_ref());
    assert!(before < most(pair), "training has made them larger");
    print!("{}", figure(pair, most(pair)));
}
