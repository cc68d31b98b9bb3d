//! The widgets of Step 6, efficiency.

use crate::{Answers, json};

pub mod engine_race;
pub mod rung;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[
    ("engine-race-start", |desk, q| {
        json(engine_race::start(desk, q))
    }),
    ("engine-race-steps", |desk, q| {
        json(engine_race::steps(desk, q))
    }),
    ("engine-race-look", |desk, q| {
        json(engine_race::look(desk, q))
    }),
];
