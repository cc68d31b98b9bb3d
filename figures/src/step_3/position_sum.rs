//! The two m's of "emma": token embedding, position embedding, and their sum.

use widgets::step_3::position_sum::{self, most};

use super::common::reference_run;

pub fn figure() -> String {
    let [untrained, trained] = reference_run()
        .read("emma")
        .map(|all| [all[2].clone(), all[3].clone()]);
    let pair = trained.each_ref();
    let before = most(untrained.each_ref());
    assert!(before < most(pair), "training has made them larger");
    position_sum::figure(pair, most(pair)).to_string()
}
