//! What the program of Step 0 prints, without most of its steps and samples.

use names::Corpus;
use step_0_counting::sample;

fn main() {
    let (Corpus { tokenizer, docs }, mut rng) = runs::corpus();
    let run = runs::counting(runs::NUM_STEPS);
    println!("num docs: {}", docs.len());
    println!("vocab size: {}", tokenizer.vocab_size());
    for (i, loss) in run.losses.iter().enumerate() {
        match i {
            0..3 | 998.. => {
                println!("step {:4} / 1000 | loss {loss:.4}", i + 1);
            }
            3 => println!("…"),
            _ => {}
        }
    }
    println!("--- inference (new, hallucinated names) ---");
    for i in 1..=20 {
        let tokens = sample(tokenizer.bos(), 16, &mut rng, |token| {
            run.model.probabilities(token)
        });
        match i {
            1..3 | 20 => {
                println!("sample {i:2}: {}", tokenizer.decode(&tokens));
            }
            3 => println!("…"),
            _ => {}
        }
    }
}
