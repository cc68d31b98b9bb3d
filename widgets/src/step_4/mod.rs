//! The widgets of Step 4, Transformer.

use crate::{Answers, json};

pub mod head_habits;
pub mod head_patterns;
pub mod head_slices;
pub mod head_stepper;
pub mod read;
pub mod trace;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[
    ("head-slices", |desk, q| json(head_slices::answer(desk, q))),
    ("head-stepper", |desk, q| {
        json(head_stepper::answer(desk, q))
    }),
    ("head-patterns", |desk, q| {
        json(head_patterns::answer(desk, q))
    }),
    ("head-habits", |desk, q| json(head_habits::answer(desk, q))),
];
