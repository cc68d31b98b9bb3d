//! Held-out losses of the same model after a thousand names, by learning rate.

use step_4_transformer::Config;
use typeset::{Axis, Chart};

fn main() {
    let config = Config::of_the_guide(27);
    let sgd = [0.03, 0.1, 0.2, 0.3, 0.5].map(|rate| {
        [
            rate,
            runs::transformer(config, runs::NUM_STEPS, rate).held_out,
        ]
    });
    let adam = [0.001, 0.003, 0.01, 0.03, 0.1]
        .map(|rate| [rate, runs::adam(config, runs::NUM_STEPS, rate).held_out]);
    let best = |points: [[f64; 2]; 5]| {
        let by_loss = |a: &[f64; 2], b: &[f64; 2]| a[1].total_cmp(&b[1]);
        points.into_iter().min_by(by_loss).expect("five points")
    };
    assert_eq!(best(sgd)[0], 0.2, "the text says so");
    assert_eq!(best(adam)[0], 0.01, "the text says so");
    for near in [adam[1], adam[3]] {
        let cost = near[1] - adam[2][1];
        let won = sgd[1][1] - adam[2][1];
        assert!((0.8..1.2).contains(&(cost / won)), "the text says so");
    }
    let steep = runs::transformer(config, runs::NUM_STEPS, 1.0).held_out;
    assert!(steep.is_nan(), "a rate of 1 is too large");
    assert!(adam[0][1] > sgd[0][1] && adam[4][1] > sgd[0][1]);

    let rates = [0.001, 0.01, 0.1, 1.0];
    let losses = [2.36, 2.4, 2.44, 2.48, 2.52];
    let chart = Chart::new(
        "Held-out loss by learning rate, for SGD and for Adam",
        Axis::log("learning rate", &rates),
        Axis::linear("loss of the held-out names", &losses),
    )
    .line("series-4", "SGD", sgd)
    .line("series-5", "Adam", adam)
    .dots("series-4", "", sgd)
    .dots("series-5", "", adam);
    print!("{chart}");
}
