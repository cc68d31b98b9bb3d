//! The widgets of Step 5, Adam.

use crate::{Answers, json};

pub mod adam_stepper;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[("adam-stepper", |desk, q| {
    json(adam_stepper::answer(desk, q))
})];
