//! The output of Step 0's program, without most of its steps and samples.

use names::Corpus;
use step_0_counting::sample;

use crate::lines::Lines;

pub fn figure() -> String {
    let mut lines = Lines::default();
    let (Corpus { tokenizer, docs }, mut rng) = runs::corpus();
    let run = runs::counting(runs::NUM_STEPS);
    writeln!(lines, "num docs: {}", docs.len());
    writeln!(lines, "vocab size: {}", tokenizer.vocab_size());
    for (i, loss) in run.losses.iter().enumerate() {
        match i {
            0..3 | 998.. => {
                writeln!(lines, "step {:4} / 1000 | loss {loss:.4}", i + 1);
            }
            3 => writeln!(lines, "…"),
            _ => {}
        }
    }
    writeln!(lines, "--- inference (new, hallucinated names) ---");
    for i in 1..=20 {
        let tokens = sample(tokenizer.bos(), 16, &mut rng, |token| {
            run.model.probabilities(token)
        });
        match i {
            1..3 | 20 => {
                writeln!(lines, "sample {i:2}: {}", tokenizer.decode(&tokens));
            }
            3 => writeln!(lines, "…"),
            _ => {}
        }
    }
    lines.to_string()
}
