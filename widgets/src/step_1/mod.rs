//! The widgets of Step 1, Gradient Descent.

use crate::{Answers, json};

pub mod backward_stepper;
pub mod gradient_check;
pub mod live_training;
pub mod slope_finder;
pub mod softmax_logits;
pub mod temperature_sampler;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[
    ("softmax-logits", |_, q| json(softmax_logits::answer(q))),
    ("slope-finder", |desk, q| {
        json(slope_finder::answer(desk, q))
    }),
    ("backward-stepper", |desk, q| {
        json(backward_stepper::answer(desk, q))
    }),
    ("gradient-check", |desk, q| {
        json(gradient_check::answer(desk, q))
    }),
    ("live-training", |desk, q| {
        json(live_training::answer(desk, q))
    }),
    ("temperature-sampler", |desk, q| {
        json(temperature_sampler::answer(desk, q))
    }),
];
