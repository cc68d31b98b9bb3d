//! Names from the model of the reference run, before it and while it learns.
//! The random numbers are the same each time.

use runs::{NUM_STEPS, Training};
use step_1_gradient_descent::linear_decay;
use step_4_transformer::Config;
use step_5_adam::{LEARNING_RATE, Trainer};
use typeset::Table;

use super::sampling::sample_names;

/// After how many training steps.
const STOPS: [usize; 4] = [0, 100, 300, NUM_STEPS];

pub fn figure() -> String {
    let (corpus, mut rng) = runs::corpus();
    let config = Config::of_the_guide(27);
    let mut trainer = Trainer::new(config, &mut rng);
    let names = |params: &[f64]| sample_names(params, &mut rng.clone(), 0.5, 8);
    let [.., second_last, _] = STOPS;
    let mut columns = Vec::new();
    for (step, tokens) in corpus.docs[..=second_last].iter().enumerate() {
        if STOPS.contains(&step) {
            columns.push(names(&trainer.params));
        }
        trainer.step(tokens, linear_decay(LEARNING_RATE, step, NUM_STEPS));
    }
    columns.push(names(&Training::adam(config).run().model));
    let mut table = Table::new();
    for stop in STOPS {
        table = table.left(match stop {
            0 => "untrained".to_owned(),
            _ => format!("{} steps", typeset::thousands(stop)),
        });
    }
    for i in 0..8 {
        let names = columns.iter().map(|names| &names[i]);
        table = table.row(names.map(|it| corpus.tokenizer.decode(it)));
    }
    table.to_string()
}
