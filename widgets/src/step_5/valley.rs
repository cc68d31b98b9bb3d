//! A bowl that is `steep` times as steep across as it is along,
//! `0.5 * (x * x + steep * y * y)`, and two ways down.

use step_1_gradient_descent::sgd_step;
use step_5_adam::Adam;

/// Where both start in the book.
pub const START: [f64; 2] = [-9.0, 3.0];
/// Adam's rate there.
pub const ADAM_RATE: f64 = 0.5;

/// The best fixed rate of gradient descent in this bowl where the start is not
/// known: both coordinates shrink by the same factor.
pub fn sgd_rate(steep: f64) -> f64 {
    2.0 / (1.0 + steep)
}

/// The points of gradient descent, the start included.
pub fn by_sgd(
    start: [f64; 2],
    num_steps: usize,
    rate: f64,
    gradient: impl Fn([f64; 2]) -> [f64; 2],
) -> Vec<[f64; 2]> {
    path(start, num_steps, |p| {
        let grad = gradient(*p);
        sgd_step(p, &grad, rate);
    })
}

/// The points of Adam, the start included.
pub fn by_adam(
    start: [f64; 2],
    num_steps: usize,
    rate: f64,
    gradient: impl Fn([f64; 2]) -> [f64; 2],
) -> Vec<[f64; 2]> {
    let mut adam = Adam::new(2);
    path(start, num_steps, |p| {
        let grad = gradient(*p);
        adam.step(p, &grad, rate);
    })
}

fn path(
    start: [f64; 2],
    num_steps: usize,
    mut step: impl FnMut(&mut [f64; 2]),
) -> Vec<[f64; 2]> {
    let mut points = vec![start];
    let mut p = start;
    for _ in 0..num_steps {
        step(&mut p);
        points.push(p);
    }
    points
}
