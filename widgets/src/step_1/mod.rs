//! The widgets of Step 1, Gradient Descent.

use std::cell::OnceCell;

use crate::{Answers, json};

pub mod backward_stepper;
pub mod gradient_check;
pub mod linear_layer;
pub mod live_training;
pub mod loss_curves;
pub mod mlp_flow;
pub mod mlp_pair_losses;
pub mod slope_finder;
pub mod softmax_logits;
pub mod temperature_sampler;
pub mod weight_matrices;

/// The results that this step keeps between two questions.
#[derive(Debug, Default)]
pub(crate) struct State {
    mlp_on_its_way: OnceCell<Vec<Vec<f64>>>,
    numerical: gradient_check::Numerical,
    training: live_training::MlpTraining,
}

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[
    ("weight-matrices", |desk, q| {
        json(weight_matrices::answer(desk, q))
    }),
    ("weight", |desk, q| json(weight_matrices::weight(desk, q))),
    ("linear-layer", |_, q| json(linear_layer::answer(q))),
    ("softmax-logits", |_, q| json(softmax_logits::answer(q))),
    ("mlp-flow", |desk, q| json(mlp_flow::answer(desk, q))),
    ("mlp-pair-losses", |desk, q| {
        json(mlp_pair_losses::answer(desk, q))
    }),
    ("loss-curves", |desk, q| json(loss_curves::answer(desk, q))),
    ("losses-at", |desk, q| json(loss_curves::losses_at(desk, q))),
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
