//! Queries, keys and values of "emma" in the trained model.

use widgets::step_3::query_key_value::{self, most};

use super::common::reference_run;

pub fn figure() -> String {
    let [untrained, trained] = reference_run().read("emma");
    let largest = most(&trained);
    assert!(most(&untrained) < largest, "training has made them larger");
    let maps = query_key_value::figure(&trained, largest);
    maps.iter().map(ToString::to_string).collect()
}
