//! Adam's steps for gradients of different size and steadiness: the mean
//! length of its steps, and of SGD's.

use step_1_gradient_descent::sgd_step;
use step_5_adam::Adam;
use typeset::{Table, fixed};

/// Enough for the start not to matter.
const STEPS: usize = 1000;

pub fn figure() -> String {
    // Seven of ten gradients are 1 and three are -1.
    let mixed = |t: usize| if t % 10 < 7 { 1.0 } else { -1.0 };
    let alternating = |t: usize| if t.is_multiple_of(2) { 1.0 } else { -1.0 };
    let histories: [(&str, &dyn Fn(usize) -> f64); 5] = [
        ("always 0.001", &|_| 0.001),
        ("always 1", &|_| 1.0),
        ("always 1,000", &|_| 1000.0),
        ("1 seven times, then −1 three times", &mixed),
        ("1 and −1 in turn", &alternating),
    ];

    let mut table = Table::new()
        .left("gradients")
        .right("SGD, length of a step")
        .right("Adam, length of a step");
    for (name, gradient) in histories {
        let mut adam = Adam::new(1);
        let (mut sgd_sum, mut adam_sum) = (0.0, 0.0);
        for g in (0..STEPS).map(gradient) {
            let (mut by_sgd, mut by_adam) = ([0.0], [0.0]);
            sgd_step(&mut by_sgd, &[g], 0.1);
            adam.step(&mut by_adam, &[g], 0.01);
            sgd_sum += f64::abs(by_sgd[0]);
            adam_sum += f64::abs(by_adam[0]);
        }
        let mean = |sum: f64| fixed(sum / STEPS as f64, 4);
        table = table.row([name.into(), mean(sgd_sum), mean(adam_sum)]);
    }
    table.to_string()
}
