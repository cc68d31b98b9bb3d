//! The beginning and the end of what Step 2's program prints.

use names::Tokenizer;
use step_0_counting::sample;
use step_1_gradient_descent::{
    Mlp, at_temperature, initial_parameters, num_params,
};
use step_2_autograd::{mlp, softmax};

use super::common::{VOCAB_SIZE, by_machine};
use crate::lines::Lines;

pub fn figure() -> String {
    let mut lines = Lines::default();
    let run = by_machine();
    let (_, mut rng) = runs::corpus();
    // The names are drawn with the numbers that follow the initial weights.
    initial_parameters(num_params(VOCAB_SIZE), &mut rng);
    for (i, loss) in run.losses.iter().enumerate() {
        if i < 3 || i + 3 >= runs::NUM_STEPS {
            writeln!(
                lines,
                "step {:4} / {:4} | loss {loss:.4}",
                i + 1,
                runs::NUM_STEPS
            );
        }
        if i == 3 {
            writeln!(lines, "…");
        }
    }

    writeln!(lines, "--- inference (new, hallucinated names) ---");
    let tokenizer: Tokenizer = ('a'..='z').collect();
    let model = Mlp::new(VOCAB_SIZE, &run.params);
    for i in 1..=20 {
        let tokens = sample(tokenizer.bos(), 16, &mut rng, |token| {
            softmax(&at_temperature(&mlp::logits(&model, token), 0.5))
        });
        if i < 3 || i == 20 {
            writeln!(lines, "sample {i:2}: {}", tokenizer.decode(&tokens));
        }
        if i == 3 {
            writeln!(lines, "…");
        }
    }
    lines.to_string()
}
