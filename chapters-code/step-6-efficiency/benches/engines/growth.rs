//! How the time of a step grows with each size, and with the batch.

use std::hint::black_box;
use std::iter::zip;

use portable::PythonRandom;
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;
use step_5_adam::{Adam, LEARNING_RATE};
use step_6_efficiency::vector::{Level, VectorTrainer};
use step_6_efficiency::{BatchTrainer, Engine};

use crate::record::Record;
use crate::{GUIDE, ROUNDS, Start, interleaved, rounds, watch};

/// Steps of a model against the clock.
const STEPS: usize = 100;
/// Steps of a model that are counted.
pub const COUNTED: usize = 20;

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
    // The last is longer than the one before, and no power of two.
    for block_size in [16, 32, 64, 128, 256, 264] {
        let config = Config {
            block_size,
            ..GUIDE
        };
        models.push(("block_size", block_size, config));
    }
    models
}

/// The engine of a model with vectors of AVX2, where there are such.
fn engine(config: Config) -> VectorTrainer<f32> {
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(config.num_params(), &mut rng);
    let level = Level::detect().min(Level::Avx2);
    let adam = Adam::new(params.len());
    VectorTrainer::at_level(level, config, &params, &adam)
}

/// What a model learns from: names, or a text that fills its block.
fn documents(name: &str, size: usize, docs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    if name != "block_size" {
        return docs[..STEPS].to_vec();
    }
    let text: Vec<usize> = docs[..500].iter().flatten().copied().collect();
    let documents = (0..STEPS).map(|step| text[step..][..=size].to_vec());
    documents.collect()
}

/// Some steps of a model: it runs until its memory is where it will stay, and
/// then against the clock.
fn sizes(start: &Start, record: &mut Record) {
    record.title("one step in f32 with AVX2, µs: median, least");
    for (name, size, config) in models() {
        let mut engine = engine(config);
        let docs = documents(name, size, &start.docs);
        let mut work = [|| {
            for tokens in &docs {
                black_box(engine.step(tokens, LEARNING_RATE));
            }
        }];
        let times = &interleaved(&mut work)[0];
        let micros = 1e6 / STEPS as f64;
        let numbers = [times[ROUNDS / 2] * micros, times[0] * micros];
        record.line(&["size", name, &size.to_string()], &numbers);
    }
}

/// The names of the models for a process with one of them.
pub fn names() -> impl Iterator<Item = String> {
    let models = models().into_iter();
    models.map(|(name, size, _)| format!("{name} {size}"))
}

/// Takes some steps with the model of this name.
pub fn alone(model: &str, steps: usize) {
    let all = models().into_iter();
    let named = all.filter(|(name, size, _)| format!("{name} {size}") == model);
    let start = Start::of_seed(42);
    for (name, size, config) in named {
        let mut engine = engine(config);
        let docs = documents(name, size, &start.docs);
        for tokens in &docs[..steps] {
            black_box(engine.step(tokens, LEARNING_RATE));
        }
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
    let (alone, together) = work.split_at_mut(5);
    let mut times = interleaved(alone);
    times.extend(rounds(ROUNDS, watch(), together));
    for ((num_threads, size), times) in zip(cases, times) {
        let micros = 1e6 / DOCS as f64;
        let numbers = [times[ROUNDS / 2] * micros, times[0] * micros];
        let words = ["batch", &num_threads.to_string(), &size.to_string()];
        record.line(&words, &numbers);
    }
}
