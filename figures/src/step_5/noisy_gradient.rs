//! One parameter's gradients over the first 200 names, and their running mean.

use step_5_adam::Adam;
use typeset::{Axis, Chart};

use super::history;

/// The place of `lm_head[0][0]`, after the embeddings.
const LM_HEAD_A: usize = (27 + 16) * 16;

pub fn figure() -> String {
    let gradients = history::gradients(200);
    let gradients = gradients.iter().map(|grad| grad[LM_HEAD_A]);
    let mut adam = Adam::new(1);
    let means = gradients.clone().map(|g| {
        adam.step(&mut [0.0], &[g], 0.0);
        adam.m[0]
    });
    let steps = [0.0, 50.0, 100.0, 150.0, 200.0];
    let sizes = [-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8];
    let numbered = |numbers: Vec<f64>| {
        (1..).map(f64::from).zip(numbers).map(<[f64; 2]>::from)
    };
    let chart = Chart::new(
        "A noisy gradient and its running mean",
        Axis::linear("training step", &steps),
        Axis::linear("gradient of one parameter", &sizes),
    )
    .dots("gradient", "gradient", numbered(gradients.collect()))
    .line(
        "first-moment",
        "its running mean m",
        numbered(means.collect()),
    );
    chart.to_string()
}
