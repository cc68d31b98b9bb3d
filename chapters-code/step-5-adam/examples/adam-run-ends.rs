//! The reference run: its first and last steps, and its names.

mod sampling;

use sampling::sample_names;
use step_4_transformer::Config;
use step_5_adam::{LEARNING_RATE, Trainer, train};

fn main() {
    let (corpus, mut rng) = runs::corpus();
    let mut trainer = Trainer::new(Config::of_the_guide(27), &mut rng);
    let n = runs::NUM_STEPS;
    println!("num params: {}", trainer.params.len());
    let losses = train(&mut trainer, &corpus.docs, n, LEARNING_RATE);
    for (step, loss) in (1..).zip(losses) {
        if step <= 3 || step > n - 3 {
            println!("step {step:4} / {n:4} | loss {loss:.4}");
        } else if step == 4 {
            println!("…");
        }
    }
    println!("--- inference (new, hallucinated names) ---");
    let names = sample_names(&trainer.params, &mut rng, 0.5, 20);
    let names: Vec<String> =
        names.iter().map(|it| corpus.tokenizer.decode(it)).collect();
    for line in names.chunks(7) {
        println!("{}", line.join(" "));
    }
}
