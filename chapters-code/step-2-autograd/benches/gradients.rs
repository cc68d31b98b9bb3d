//! How long a hundred training steps take with the gradient derived by hand,
//! and with a tape. `cargo bench -p step-2-autograd`

use divan::Bencher;
use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_1_gradient_descent::{Mlp, initial_parameters, num_params};
use step_2_autograd::mlp;

fn main() {
    divan::main();
}

/// The names as tokens, and the parameters before the first step.
fn reference_run() -> (Vec<Vec<usize>>, Vec<f64>) {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    (docs, initial_parameters(num_params(27), &mut rng))
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn by_hand(bencher: Bencher) {
    let (docs, params) = reference_run();
    bencher
        .with_inputs(|| params.clone())
        .bench_local_values(|mut params| {
            step_1_gradient_descent::train(27, &mut params, &docs, 100, 1.0)
                .last()
        });
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn with_a_tape(bencher: Bencher) {
    let (docs, params) = reference_run();
    bencher
        .with_inputs(|| params.clone())
        .bench_local_values(|mut params| {
            step_2_autograd::train(
                &mut params,
                &docs,
                100,
                1.0,
                |weights, tokens| mlp::loss(&Mlp::new(27, weights), tokens),
            )
            .last()
        });
}
