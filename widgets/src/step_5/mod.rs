//! The widgets of Step 5, Adam.

use std::cell::OnceCell;

use crate::{Answers, json};

pub mod adam_stepper;
pub mod ask_the_model;
pub mod learner;
pub mod letter_map;
pub mod moving_average;
pub mod race;
pub mod sgd_against_adam;
pub mod train_microgpt;
pub mod valley;

/// The results that this step keeps between two questions.
#[derive(Debug, Default)]
pub(crate) struct State {
    early_gradients: OnceCell<Vec<[f64; 2]>>,
    letters: OnceCell<Vec<letter_map::Letters>>,
    training: Option<train_microgpt::Training>,
    race: Option<race::Race>,
}

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[
    ("adam-stepper", |desk, q| {
        json(adam_stepper::answer(desk, q))
    }),
    ("sgd-against-adam", |desk, q| {
        json(sgd_against_adam::answer(desk, q))
    }),
    ("race-start", |desk, q| json(race::start(desk, q))),
    ("race-steps", |desk, q| json(race::steps(desk, q))),
    ("moving-average", |desk, q| {
        json(moving_average::answer(desk, q))
    }),
    ("ask-the-model", |desk, q| {
        json(ask_the_model::answer(desk, q))
    }),
    ("letter-map", |desk, q| json(letter_map::answer(desk, q))),
    ("train-start", |desk, q| {
        json(train_microgpt::start(desk, q))
    }),
    ("train-steps", |desk, q| {
        json(train_microgpt::steps(desk, q))
    }),
    ("train-look", |desk, q| json(train_microgpt::look(desk, q))),
    ("train-bits", |desk, _| json(train_microgpt::bits(desk))),
];
