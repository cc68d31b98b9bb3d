//! The first and the last lines of the program of Step 4, and its names.

use names::Corpus;
use runs::{NUM_STEPS, Run, Training, corpus};
use step_0_counting::sample;
use step_1_gradient_descent::{at_temperature, initial_parameters};
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Config, Gpt};

use crate::lines::Lines;

pub fn figure() -> String {
    let mut lines = Lines::default();
    let (Corpus { tokenizer, docs }, mut rng) = corpus();
    let config = Config::of_the_guide(tokenizer.vocab_size());
    // The names are drawn with the numbers that follow the initial weights.
    initial_parameters(config.num_params(), &mut rng);
    let Run { model, losses, .. } = Training::transformer(config).run();
    writeln!(lines, "num docs: {}", docs.len());
    writeln!(lines, "vocab size: {}", config.vocab_size);
    writeln!(lines, "num params: {}", model.len());
    for (step, loss) in losses.iter().enumerate() {
        if !(2..NUM_STEPS - 2).contains(&step) {
            writeln!(
                lines,
                "step {:4} / {NUM_STEPS:4} | loss {loss:.4}",
                step + 1
            );
        } else if step == 2 {
            writeln!(lines, "...");
        }
    }
    writeln!(lines, "--- inference (new, hallucinated names) ---");
    let gpt = Gpt::new(config, &model);
    for i in 1..=20 {
        let mut cache = Cache::new(config.n_layer);
        let tokens =
            sample(tokenizer.bos(), config.block_size, &mut rng, |token| {
                softmax(&at_temperature(&gpt.logits(token, &mut cache), 0.5))
            });
        writeln!(lines, "sample {i:2}: {}", tokenizer.decode(&tokens));
    }
    lines.to_string()
}
