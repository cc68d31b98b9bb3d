//! Held-out losses with a straight line, a cosine, and a cosine that warms up.

use exercises::step_5::schedule::cosine;
use runs::NUM_STEPS;
use step_1_gradient_descent::linear_decay;
use step_5_adam::{Adam, LEARNING_RATE};
use typeset::{Table, fixed};

use super::stepped::{CONFIG, run, starts};

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
        let losses = starts(2).iter().map(|rng| loss(rng, warm_up)).collect();
        let losses: Vec<f64> = losses;
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

fn loss(rng: &portable::PythonRandom, warm_up: Option<usize>) -> f64 {
    let mut adam = Adam::new(CONFIG.num_params());
    let (_, loss) = run(rng, |step, params, grad| {
        let rate = match warm_up {
            None => linear_decay(LEARNING_RATE, step, NUM_STEPS),
            Some(steps) => cosine(LEARNING_RATE, step, NUM_STEPS, steps),
        };
        adam.step(params, &grad, rate);
    });
    loss
}
