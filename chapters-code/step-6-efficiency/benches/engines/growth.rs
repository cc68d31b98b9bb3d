//! How the time of a step grows with each size, and with the batch.

use std::hint::black_box;
use std::iter::zip;

use portable::PythonRandom;
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;
use step_5_adam::{Adam, LEARNING_RATE};
use step_6_efficiency::vector::VectorTrainer;
use step_6_efficiency::{BatchTrainer, Engine};

use crate::record::Record;
use crate::{GUIDE, ROUNDS, Start, interleaved};

pub fn measure(start: &Start, record: &mut Record) {
    sizes(start, record);
    batches(start, record);
}

/// One size doubles, the others are the guide's; only `block_size` meets
/// documents that fill it.
fn models() -> Vec<(&'static str, usize, Config)> {
    let mut models = Vec::new();
    for n_embd in [16, 32, 64, 128, 256] {
        models.push(("n_embd", n_embd, Config { n_embd, ..GUIDE }));
    }
    for n_layer in [1, 2, 4, 8] {
        models.push(("n_layer", n_layer, Config { n_layer, ..GUIDE }));
    }
    for block_size in [16, 32, 64, 128, 256] {
        let config = Config {
            block_size,
            ..GUIDE
        };
        models.push(("block_size", block_size, config));
    }
    models
}

fn sizes(start: &Start, record: &mut Record) {
    const STEPS: usize = 30;
    record.title("one step in f32, µs: median, least");
    let text: Vec<usize> =
        start.docs[..500].iter().flatten().copied().collect();
    let models = models();
    let mut work: Vec<_> = models
        .iter()
        .map(|&(name, size, config)| {
            let mut rng = PythonRandom::new(42);
            let params = initial_parameters(config.num_params(), &mut rng);
            let adam = Adam::new(params.len());
            let mut engine = VectorTrainer::<f32>::resume(config, params, adam);
            let text = &text;
            move || {
                for step in 0..STEPS {
                    let tokens = match name {
                        "block_size" => &text[step..][..=size],
                        _ => &start.docs[step],
                    };
                    black_box(engine.step(tokens, LEARNING_RATE));
                }
            }
        })
        .collect();
    let times = interleaved(&mut work);
    for ((name, size, _), times) in zip(&models, times) {
        let micros = 1e6 / STEPS as f64;
        let numbers = [times[ROUNDS / 2] * micros, times[0] * micros];
        record.line(&["size", name, &size.to_string()], &numbers);
    }
}

fn batches(start: &Start, record: &mut Record) {
    const DOCS: usize = 1024;
    record.title("a document of a batch in f32, µs: median, least");
    let adam = Adam::new(start.params.len());
    let mut cases = Vec::new();
    for num_threads in [1, 2] {
        for size in [1, 4, 16, 64, 256] {
            cases.push((num_threads, size));
        }
    }
    let docs: Vec<&[usize]> =
        start.docs[..DOCS].iter().map(Vec::as_slice).collect();
    let mut work: Vec<_> = cases
        .iter()
        .map(|&(num_threads, size)| {
            let new = BatchTrainer::<f32>::new;
            let mut engine = new(GUIDE, &start.params, &adam, num_threads);
            let docs = &docs;
            move || {
                for batch in docs.chunks(size) {
                    black_box(engine.step_batch(batch, LEARNING_RATE));
                }
            }
        })
        .collect();
    let times = interleaved(&mut work);
    for ((num_threads, size), times) in zip(cases, times) {
        let micros = 1e6 / DOCS as f64;
        let numbers = [times[ROUNDS / 2] * micros, times[0] * micros];
        let words = ["batch", &num_threads.to_string(), &size.to_string()];
        record.line(&words, &numbers);
    }
}
