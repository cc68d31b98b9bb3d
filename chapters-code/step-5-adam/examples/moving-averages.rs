//! Three running means of the same gradients.

mod history;

use typeset::{Axis, Chart};

/// The place of `lm_head[0][0]`, after the embeddings.
const LM_HEAD_A: usize = (27 + 16) * 16;

fn main() {
    let gradients = history::gradients(200);
    let gradients: Vec<f64> =
        gradients.iter().map(|grad| grad[LM_HEAD_A]).collect();
    let running = |beta: f64| {
        let mut mean = 0.0;
        let means = gradients.iter().map(move |g| {
            mean = beta * mean + (1.0 - beta) * g;
            mean
        });
        (1..).map(f64::from).zip(means).map(<[f64; 2]>::from)
    };
    let steps = [0.0, 50.0, 100.0, 150.0, 200.0];
    let sizes = [-0.4, -0.2, 0.0, 0.2, 0.4];
    let chart = Chart::new(
        "Running means of one gradient with three memories",
        Axis::linear("training step", &steps),
        Axis::linear("running mean of the gradient", &sizes),
    )
    .line("gradient faint", "β = 0.5, 2 steps", running(0.5))
    .line("first-moment", "β = 0.85, 6.7 steps", running(0.85))
    .line("second-moment", "β = 0.99, 100 steps", running(0.99));
    print!("{chart}");
}
