//! The reference run: its first and last steps, and its names.

use runs::{NUM_STEPS, Training};
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;

use super::sampling::sample_names;
use crate::lines::Lines;

pub fn figure() -> String {
    let mut lines = Lines::default();
    let (corpus, mut rng) = runs::corpus();
    let config = Config::of_the_guide(27);
    let run = Training::adam(config).run();
    // The names are drawn with the numbers that follow the initial weights.
    initial_parameters(config.num_params(), &mut rng);
    let n = NUM_STEPS;
    writeln!(lines, "num params: {}", run.model.len());
    for (step, loss) in (1..).zip(run.losses) {
        if step <= 3 || step > n - 3 {
            writeln!(lines, "step {step:4} / {n:4} | loss {loss:.4}");
        } else if step == 4 {
            writeln!(lines, "…");
        }
    }
    writeln!(lines, "--- inference (new, hallucinated names) ---");
    let names = sample_names(&run.model, &mut rng, 0.5, 20);
    let names: Vec<String> =
        names.iter().map(|it| corpus.tokenizer.decode(it)).collect();
    for line in names.chunks(7) {
        writeln!(lines, "{}", line.join(" "));
    }
    lines.to_string()
}
