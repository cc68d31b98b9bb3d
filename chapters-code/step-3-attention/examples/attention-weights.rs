//! The attention weights of "emma" before and after training.

mod common;

use common::reference_run;
use widgets::step_3::attention_weights::figures;

fn main() {
    for picture in figures(&reference_run().read("emma")) {
        print!("{}", picture.svg);
    }
}
