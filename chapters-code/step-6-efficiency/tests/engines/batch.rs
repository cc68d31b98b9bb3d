//! Batches: the mean gradient, and threads that do not show.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_4_transformer::Config;
use step_5_adam::{Adam, LEARNING_RATE};
use step_6_efficiency::vector::VectorTrainer;
use step_6_efficiency::{BatchTrainer, Engine, train};

use crate::common::{documents, trained};

const GUIDE: Config = Config::of_the_guide(27);

#[test]
fn a_batch_learns_from_the_mean_gradient() {
    let mut tape = trained(GUIDE);
    let docs = documents();
    let docs: Vec<&[usize]> = docs.iter().map(Vec::as_slice).collect();
    let (params, adam) = (tape.params.clone(), tape.adam.clone());
    let mut batch = BatchTrainer::<f64>::new(GUIDE, &params, &adam, 3);
    let loss = batch.step_batch(&docs, LEARNING_RATE);

    let mut mean = vec![0.0; params.len()];
    let mut mean_loss = 0.0;
    for doc in &docs {
        let (loss, grads) = tape.gradient(doc);
        mean_loss += loss / docs.len() as f64;
        for (mean, g) in mean.iter_mut().zip(grads.first(params.len())) {
            *mean += g / docs.len() as f64;
        }
    }
    tape.adam.step(&mut tape.params, &mean, LEARNING_RATE);
    assert!((loss - mean_loss).abs() < 1e-12);
    for (a, b) in batch.params().iter().zip(&tape.params) {
        assert!((a - b).abs() < 1e-12, "{a} and {b}");
    }
    assert_eq!(batch.adam().t, tape.adam.t);
}

#[test]
fn the_number_of_threads_does_not_show() {
    let tape = trained(GUIDE);
    let docs = Corpus::new(NAMES, &mut PythonRandom::new(42)).docs;
    let run = |num_threads| {
        let (params, adam) = (&tape.params, &tape.adam);
        let mut batch =
            BatchTrainer::<f32>::new(GUIDE, params, adam, num_threads);
        for docs in docs[..100].chunks(10) {
            let docs: Vec<&[usize]> = docs.iter().map(Vec::as_slice).collect();
            batch.step_batch(&docs, LEARNING_RATE);
        }
        batch.params()
    };
    let one = run(1);
    for num_threads in [2, 3, 7, 100] {
        assert_eq!(run(num_threads), one);
    }
}

#[test]
fn a_batch_of_one_is_a_step() {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    let params = step_1_gradient_descent::initial_parameters(4192, &mut rng);
    let losses = |engine: &mut dyn Engine| -> Vec<f64> {
        train(engine, &docs, 100, LEARNING_RATE).collect()
    };
    let adam = Adam::new(4192);
    let mut batch =
        BatchTrainer::<f64>::resume(GUIDE, params.clone(), adam.clone());
    let mut single = VectorTrainer::<f64>::resume(GUIDE, params, adam);
    assert_eq!(losses(&mut batch), losses(&mut single));
}
