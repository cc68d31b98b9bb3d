//! The attention weights of "emma" before and after training.

use widgets::step_3::attention_weights::figures;

use super::common::reference_run;

pub fn figure() -> String {
    let pictures = figures(&reference_run().read("emma"));
    pictures.into_iter().map(|picture| picture.svg).collect()
}
