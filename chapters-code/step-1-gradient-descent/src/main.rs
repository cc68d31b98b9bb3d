//! Step 1, whole: check the gradient, train the network, make up names.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_0_counting::sample;
use step_1_gradient_descent::{
    Mlp, analytic_gradient, at_temperature, initial_parameters, num_params,
    numerical_gradient, softmax, train,
};

// ANCHOR: program
// ANCHOR: program-setup
const NUM_STEPS: usize = 1000;
const LEARNING_RATE: f64 = 1.0;
const TEMPERATURE: f64 = 0.5;
const NUM_SAMPLES: usize = 20;
const MAX_LEN: usize = 16;

fn main() {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    println!("num docs: {}", docs.len());
    let vocab_size = tokenizer.vocab_size();
    println!("vocab size: {vocab_size}");
    // ANCHOR_END: program-setup

    let mut params = initial_parameters(num_params(vocab_size), &mut rng);
    println!("num params: {}", params.len());

    check_gradient(vocab_size, &mut params, &docs[0]);
    let losses =
        train(vocab_size, &mut params, &docs, NUM_STEPS, LEARNING_RATE);
    for (step, loss) in losses.enumerate() {
        println!("step {:4} / {NUM_STEPS:4} | loss {loss:.4}", step + 1);
    }

    // ANCHOR: program-inference
    println!("--- inference (new, hallucinated names) ---");
    let mlp = Mlp::new(vocab_size, &params);
    for i in 1..=NUM_SAMPLES {
        let tokens = sample(tokenizer.bos(), MAX_LEN, &mut rng, |token| {
            softmax(&at_temperature(&mlp.logits(token), TEMPERATURE))
        });
        println!("sample {i:2}: {}", tokenizer.decode(&tokens));
    }
}
// ANCHOR_END: program-inference
// ANCHOR_END: program

// ANCHOR: check-gradient
fn check_gradient(vocab_size: usize, params: &mut [f64], tokens: &[usize]) {
    let (loss_n, grad_n) = numerical_gradient(vocab_size, params, tokens, 1e-5);
    let (loss_a, grad_a) = analytic_gradient(vocab_size, params, tokens);
    let differences = grad_n.iter().zip(&grad_a).map(|(n, a)| (n - a).abs());
    let largest = differences.fold(0.0, f64::max);
    println!(
        "gradient check | loss_n {loss_n:.6} | loss_a {loss_a:.6} \
         | max diff {largest:.8}"
    );
}
// ANCHOR_END: check-gradient
