//! Queries, keys and values of "emma" in the trained model.

mod common;

use common::reference_run;
use widgets::step_3::query_key_value::{figure, most};

fn main() {
    let [untrained, trained] = reference_run().read("emma");
    let largest = most(&trained);
    assert!(most(&untrained) < largest, "training has made them larger");
    for map in figure(&trained, largest) {
        print!("{map}");
    }
}
