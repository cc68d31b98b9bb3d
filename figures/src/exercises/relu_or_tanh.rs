//! The network with `relu` and with `tanh`, from four draws of the initial weights
//! and at three rates.

use exercises::step_1::tanh;
use runs::{NUM_STEPS, Training, Weights};
use step_1_gradient_descent::{linear_decay, num_params, sgd_step};
use typeset::{Table, fixed};

const RATES: [f64; 3] = [0.3, 1.0, 2.0];

pub fn figure() -> String {
    let mut table = Table::new().left("initial weights");
    for rate in RATES {
        table = table.right(format!("{rate}: ReLU")).right("tanh");
    }
    for weights in Weights::and_seeds(3) {
        let pairs = RATES.map(|rate| {
            let relu = Training::mlp().rate(rate).weights(weights).run();
            [relu.validation_loss, by_tanh(weights, rate)]
        });
        assert!(pairs[0][1] < pairs[0][0], "tanh is ahead at a low rate");
        assert!(pairs[1..].iter().all(|[relu, tanh]| relu < tanh));
        let best = |i: usize| pairs.iter().map(|it| it[i]).fold(9.0, f64::min);
        assert!(best(0) < best(1), "each at its best, ReLU is");
        let cells = pairs.iter().flatten().map(|&loss| fixed(loss, 3));
        table = table.row([weights.to_string()].into_iter().chain(cells));
    }
    table.to_string()
}

/// The validation loss after a run with tanh.
pub fn by_tanh(weights: Weights, rate: f64) -> f64 {
    let start = weights.start();
    let docs = &start.corpus.docs;
    let mut params = start.parameters(num_params(27));
    for (step, tokens) in docs[..NUM_STEPS].iter().enumerate() {
        let (_, grad) = tanh::gradient(27, &params, tokens);
        sgd_step(&mut params, &grad, linear_decay(rate, step, NUM_STEPS));
    }
    runs::mean_over(runs::validation_set(docs), |tokens| {
        tanh::gradient(27, &params, tokens).0
    })
}
