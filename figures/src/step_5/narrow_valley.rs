//! Gradient descent and Adam on their way down a long narrow valley.

use widgets::step_5::sgd_against_adam;
use widgets::step_5::valley::{ADAM_RATE, START, by_adam, by_sgd, sgd_rate};

/// How much steeper the valley is across than along.
const STEEP: f64 = 25.0;
const NUM_STEPS: usize = 40;

pub fn figure() -> String {
    let gradient = |[x, y]: [f64; 2]| [x, STEEP * y];
    // A little under the best rate, so that the path can be followed.
    let rate = 0.9 * sgd_rate(STEEP);
    let sgd = by_sgd(START, NUM_STEPS, rate, gradient);
    let adam = by_adam(START, NUM_STEPS, ADAM_RATE, gradient);
    assert!(sgd[1][1] < 0.0, "gradient descent jumps across the floor");
    assert!(adam[..6].iter().all(|p| p[1] > 0.0), "Adam does not");
    assert!(adam[10][1] < -0.5, "but it swings past it later");
    assert!(adam.iter().any(|p| p[0] > 0.3), "and past the lowest point");
    sgd_against_adam::figure(STEEP, [&sgd, &adam]).to_string()
}
