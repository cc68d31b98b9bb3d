//! Validation losses with a straight line, a cosine, and a cosine that warms up.

use exercises::step_5::schedule::cosine;
use runs::{NUM_STEPS, Training, Weights};
use step_5_adam::{Adam, LEARNING_RATE};
use typeset::{Table, fixed};

use super::stepped::{CONFIG, run};

pub fn figure() -> String {
    let rows = [
        ("a straight line", None),
        ("a cosine", Some(0)),
        ("a cosine after 50 steps of warm-up", Some(50)),
        ("a cosine after 200", Some(200)),
    ];
    let mut table = Table::new()
        .left("the rate falls as")
        .right("the run's weights")
        .right("seed 1")
        .right("seed 2");
    let mut all = Vec::new();
    for (name, warm_up) in rows {
        let starts = Weights::and_seeds(2).into_iter();
        let losses: Vec<f64> = starts.map(|it| loss(it, warm_up)).collect();
        let cells = losses.iter().map(|&loss| fixed(loss, 4));
        table = table.row([name.to_owned()].into_iter().chain(cells));
        all.push(losses);
    }
    let [line, cosine, short, long] = &all[..] else {
        panic!("four rows");
    };
    let middle = cosine.iter().zip(short);
    for ((line, long), (a, b)) in line.iter().zip(long).zip(middle) {
        assert!(*line < a.min(*b), "the lowest each time");
        assert!(*long > a.max(*b), "the highest each time");
    }
    table.to_string()
}

/// The validation loss after a cosine, or after the book's straight line.
fn loss(weights: Weights, warm_up: Option<usize>) -> f64 {
    let Some(warm_up) = warm_up else {
        return Training::adam(CONFIG)
            .weights(weights)
            .run()
            .validation_loss;
    };
    let mut adam = Adam::new(CONFIG.num_params());
    let (_, loss) = run(weights, |step, params, grad| {
        let rate = cosine(LEARNING_RATE, step, NUM_STEPS, warm_up);
        adam.step(params, &grad, rate);
    });
    loss
}
