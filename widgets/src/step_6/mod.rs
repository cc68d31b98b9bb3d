//! The widgets of Step 6, efficiency.

use crate::{Answers, json};

pub mod engine_race;
pub mod rung;

/// The results that this step keeps between two questions.
#[derive(Debug, Default)]
pub(crate) struct State {
    race: engine_race::EngineRace,
}

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
