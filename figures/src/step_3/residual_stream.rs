//! The stream of the second m of "emma", and the vectors added to it.

use widgets::step_3::attention_output;

use super::common::reference_run;

pub fn figure() -> String {
    let [_, trained] = reference_run().read("emma");
    let maps = attention_output::figure(&trained, 3);
    maps.iter().map(ToString::to_string).collect()
}
