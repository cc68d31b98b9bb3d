//! A window of two, and none, after ten thousand names.

use runs::Weights;
use typeset::{Table, fixed};

use super::windowed::{validation_loss, without_window};
use crate::step_3::common::{LONGER_STEPS, Variant, longer, reference_run};

pub fn figure() -> String {
    let two = validation_loss(2, LONGER_STEPS, Weights::OfTheRun);
    let (params, all) = longer(Variant::BOOK, &reference_run());
    let all = without_window(&params, all);
    assert!(all - two > 0.02, "the text says so");
    let table = Table::new()
        .left("a position sees")
        .right("validation loss after 10,000 names")
        .row(["itself and the one before".to_owned(), fixed(two, 3)])
        .row(["all so far".to_owned(), fixed(all, 3)]);
    table.to_string()
}
