//! Step 5, whole: microGPT.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_0_counting::sample;
use step_1_gradient_descent::at_temperature;
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Config, Gpt};
use step_5_adam::{LEARNING_RATE, Trainer, train};

// ANCHOR: program
const NUM_STEPS: usize = 1000;
const TEMPERATURE: f64 = 0.5;
const NUM_SAMPLES: usize = 20;

fn main() {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    println!("num docs: {}", docs.len());
    let config = Config::of_the_guide(tokenizer.vocab_size());
    println!("vocab size: {}", config.vocab_size);

    let mut trainer = Trainer::new(config, &mut rng);
    println!("num params: {}", trainer.params.len());

    let losses = train(&mut trainer, &docs, NUM_STEPS, LEARNING_RATE);
    for (step, loss) in losses.enumerate() {
        println!("step {:4} / {NUM_STEPS:4} | loss {loss:.4}", step + 1);
    }

    println!("--- inference (new, hallucinated names) ---");
    let model = Gpt::new(config, &trainer.params);
    for i in 1..=NUM_SAMPLES {
        let mut cache = Cache::new(config.n_layer);
        let max_len = config.block_size;
        let tokens = sample(tokenizer.bos(), max_len, &mut rng, |token| {
            let logits = model.logits(token, &mut cache);
            softmax(&at_temperature(&logits, TEMPERATURE))
        });
        println!("sample {i:2}: {}", tokenizer.decode(&tokens));
    }
}
// ANCHOR_END: program
