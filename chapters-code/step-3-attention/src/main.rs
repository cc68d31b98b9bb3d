//! Step 3, whole: a model with a memory, trained; then 20 names.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_0_counting::sample;
use step_1_gradient_descent::{at_temperature, initial_parameters};
use step_2_autograd::{softmax, train};
use step_3_attention::{BLOCK_SIZE, Cache, Gpt, num_params};

// ANCHOR: program
const NUM_STEPS: usize = 1000;
const LEARNING_RATE: f64 = 0.1;
const TEMPERATURE: f64 = 0.5;
const NUM_SAMPLES: usize = 20;

fn main() {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    println!("num docs: {}", docs.len());
    let vocab_size = tokenizer.vocab_size();
    println!("vocab size: {vocab_size}");

    let mut params = initial_parameters(num_params(vocab_size), &mut rng);
    println!("num params: {}", params.len());

    let losses = train(
        &mut params,
        &docs,
        NUM_STEPS,
        LEARNING_RATE,
        |weights, tokens| Gpt::new(vocab_size, weights).loss(tokens),
    );
    for (step, loss) in losses.enumerate() {
        println!("step {:4} / {NUM_STEPS:4} | loss {loss:.4}", step + 1);
    }

    // ANCHOR: program-inference
    println!("--- inference (new, hallucinated names) ---");
    let model = Gpt::new(vocab_size, &params);
    for i in 1..=NUM_SAMPLES {
        let mut cache = Cache::new();
        let tokens = sample(tokenizer.bos(), BLOCK_SIZE, &mut rng, |token| {
            let logits = model.logits(token, &mut cache);
            softmax(&at_temperature(&logits, TEMPERATURE))
        });
        println!("sample {i:2}: {}", tokenizer.decode(&tokens));
    }
}
// ANCHOR_END: program-inference
// ANCHOR_END: program
