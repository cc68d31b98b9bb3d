//! What Adam makes of gradients of different size and steadiness.

use step_5_adam::Adam;
use typeset::{Table, fixed};

const STEPS: usize = 200;

fn main() {
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
        .right(format!("SGD, mean of {STEPS} steps"))
        .right(format!("Adam, mean of {STEPS} steps"));
    for (name, gradient) in histories {
        let mean = (0..STEPS).map(gradient).sum::<f64>() / STEPS as f64;
        let mut adam = Adam::new(1);
        let mut params = [0.0];
        for t in 0..STEPS {
            adam.step(&mut params, &[gradient(t)], 0.01);
        }
        let sgd = fixed(0.1 * mean, 4);
        let adam = fixed(-params[0] / STEPS as f64, 4);
        table = table.row([name.into(), sgd, adam]);
    }
    print!("{table}");
}
