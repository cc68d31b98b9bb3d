//! The reference run: its first and last steps, and its names.

use step_4_transformer::Config;
use step_5_adam::{LEARNING_RATE, Trainer, train};

use super::sampling::sample_names;
use crate::lines::Lines;

pub fn figure() -> String {
    let mut lines = Lines::default();
    let (corpus, mut rng) = runs::corpus();
    let mut trainer = Trainer::new(Config::of_the_guide(27), &mut rng);
    let n = runs::NUM_STEPS;
    writeln!(lines, "num params: {}", trainer.params.len());
    let losses = train(&mut trainer, &corpus.docs, n, LEARNING_RATE);
    for (step, loss) in (1..).zip(losses) {
        if step <= 3 || step > n - 3 {
            writeln!(lines, "step {step:4} / {n:4} | loss {loss:.4}");
        } else if step == 4 {
            writeln!(lines, "…");
        }
    }
    writeln!(lines, "--- inference (new, hallucinated names) ---");
    let names = sample_names(&trainer.params, &mut rng, 0.5, 20);
    let names: Vec<String> =
        names.iter().map(|it| corpus.tokenizer.decode(it)).collect();
    for line in names.chunks(7) {
        writeln!(lines, "{}", line.join(" "));
    }
    lines.to_string()
}
