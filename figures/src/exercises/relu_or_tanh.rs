//! The network with `relu` and with `tanh`, from four draws of the initial weights
//! and at three rates.

use exercises::step_1::tanh;
use portable::PythonRandom;
use runs::{NUM_STEPS, Start};
use step_1_gradient_descent::{
    analytic_gradient, linear_decay, num_params, sgd_step,
};
use typeset::{Table, fixed};

type Gradient = fn(usize, &[f64], &[usize]) -> (f64, Vec<f64>);

const RATES: [f64; 3] = [0.3, 1.0, 2.0];

pub fn figure() -> String {
    let mut start = Start::of_the_book();
    let mut table = Table::new().left("initial weights");
    for rate in RATES {
        table = table.right(format!("{rate}: ReLU")).right("tanh");
    }
    for seed in 0..4 {
        if seed > 0 {
            start.rng = PythonRandom::new(seed);
        }
        let pairs = RATES.map(|rate| {
            [analytic_gradient as Gradient, tanh::gradient]
                .map(|gradient| held_out(&start, gradient, rate))
        });
        assert!(pairs[0][1] < pairs[0][0], "tanh is ahead at a low rate");
        assert!(pairs[1..].iter().all(|[relu, tanh]| relu < tanh));
        let best = |i: usize| pairs.iter().map(|it| it[i]).fold(9.0, f64::min);
        assert!(best(0) < best(1), "each at its best, ReLU is");
        let draw = match seed {
            0 => "the run's".to_owned(),
            _ => seed.to_string(),
        };
        let cells = pairs.iter().flatten().map(|&loss| fixed(loss, 3));
        table = table.row([draw].into_iter().chain(cells));
    }
    table.to_string()
}

/// The held-out loss after a run.
fn held_out(start: &Start, gradient: Gradient, rate: f64) -> f64 {
    let docs = &start.corpus.docs;
    let mut params = start.parameters(num_params(27));
    for (step, tokens) in docs[..NUM_STEPS].iter().enumerate() {
        let (_, grad) = gradient(27, &params, tokens);
        sgd_step(&mut params, &grad, linear_decay(rate, step, NUM_STEPS));
    }
    runs::mean_over(runs::held_out(docs), |tokens| {
        gradient(27, &params, tokens).0
    })
}
