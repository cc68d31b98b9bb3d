//! The numerical against the analytic gradient, a dot per parameter.

mod common;

use common::{VOCAB_SIZE, reference};
use step_1_gradient_descent::{analytic_gradient, numerical_gradient};
use typeset::{Axis, Chart};

fn main() {
    let run = reference();
    let mut params = run.untrained;
    let doc = &run.docs[0];
    let (_, numerical) = numerical_gradient(VOCAB_SIZE, &mut params, doc, 1e-5);
    let (_, analytic) = analytic_gradient(VOCAB_SIZE, &params, doc);
    let dots = numerical.iter().zip(&analytic).map(|(&n, &a)| [n, a]);
    let ticks = [-0.016, -0.008, 0.0, 0.008, 0.016];
    let chart = Chart::new(
        "The two gradients agree",
        Axis::linear("numerical", &ticks),
        Axis::linear("analytic", &ticks),
    )
    .dots("gradient", "a parameter", dots);
    print!("{chart}");
}
