//! What the second m of "emma" gathers, its stream, and what is added to it.

mod common;

use common::reference_run;
use widgets::step_3::attention_output::figure;

fn main() {
    let [_, trained] = reference_run().read("emma");
    for map in figure(&trained, 3) {
        print!("{map}");
    }
}
