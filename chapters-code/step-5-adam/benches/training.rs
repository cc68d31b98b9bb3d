//! How long the reference run takes: 1,000 steps of Step 5 on the scalar tape,
//! without reading the data. `cargo bench -p step-5-adam`

use divan::Bencher;
use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_4_transformer::Config;
use step_5_adam::{LEARNING_RATE, Trainer, train};

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn thousand_steps(bencher: Bencher) {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    let trainer = || Trainer::new(Config::of_the_guide(27), &mut rng.clone());
    bencher
        .with_inputs(trainer)
        .bench_local_values(|mut trainer| {
            train(&mut trainer, &docs, 1000, LEARNING_RATE).last()
        });
}
