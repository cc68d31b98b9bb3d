//! Step 0, whole: count the pairs of 1,000 names, then make up 20.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_0_counting::{Counts, sample, train};

// ANCHOR: program
// ANCHOR: program-setup
const NUM_STEPS: usize = 1000;
const NUM_SAMPLES: usize = 20;
const MAX_LEN: usize = 16;

fn main() {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    println!("num docs: {}", docs.len());
    println!("vocab size: {}", tokenizer.vocab_size());
    // ANCHOR_END: program-setup

    // ANCHOR: program-training
    let mut counts = Counts::new(tokenizer.vocab_size());
    for (step, loss) in train(&mut counts, &docs, NUM_STEPS).enumerate() {
        println!("step {:4} / {NUM_STEPS:4} | loss {loss:.4}", step + 1);
    }
    // ANCHOR_END: program-training

    // ANCHOR: program-inference
    println!("--- inference (new, hallucinated names) ---");
    for i in 1..=NUM_SAMPLES {
        let tokens = sample(tokenizer.bos(), MAX_LEN, &mut rng, |token| {
            counts.probabilities(token)
        });
        println!("sample {i:2}: {}", tokenizer.decode(&tokens));
    }
}
// ANCHOR_END: program-inference
// ANCHOR_END: program
