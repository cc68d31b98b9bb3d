//! Step 2, whole: the network of Step 1, differentiated by the machine.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_0_counting::sample;
use step_1_gradient_descent::{
    Mlp, at_temperature, initial_parameters, num_params,
};
use step_2_autograd::{mlp, softmax, train};

// ANCHOR: program
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

    let mut params = initial_parameters(num_params(vocab_size), &mut rng);
    println!("num params: {}", params.len());

    let losses = train(
        &mut params,
        &docs,
        NUM_STEPS,
        LEARNING_RATE,
        |weights, tokens| mlp::loss(&Mlp::new(vocab_size, weights), tokens),
    );
    for (step, loss) in losses.enumerate() {
        println!("step {:4} / {NUM_STEPS:4} | loss {loss:.4}", step + 1);
    }

    println!("--- inference (new, hallucinated names) ---");
    let model = Mlp::new(vocab_size, &params);
    for i in 1..=NUM_SAMPLES {
        let tokens = sample(tokenizer.bos(), MAX_LEN, &mut rng, |token| {
            let logits = mlp::logits(&model, token);
            softmax(&at_temperature(&logits, TEMPERATURE))
        });
        println!("sample {i:2}: {}", tokenizer.decode(&tokens));
    }
}
// ANCHOR_END: program
