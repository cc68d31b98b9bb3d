//! What a second and a third layer bring, after 1,000 and 3,000 names.

use std::thread;

use names::Corpus;
use runs::{corpus, held_out, mean_over, transformer};
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed, thousands};

const LONG: usize = 3000;

fn main() {
    let (Corpus { docs, .. }, _) = corpus();
    let (docs, fresh) = (&docs, &docs[LONG..LONG + 500]);
    let mut table = Table::new()
        .right("layers")
        .right("parameters")
        .right("1,000 steps, held-out names")
        .right("3,000 steps, names 3,001 to 3,500");
    let rows: Vec<[String; 4]> = thread::scope(|scope| {
        let rows = [1, 2, 3].map(|n_layer| {
            scope.spawn(move || {
                let config = Config {
                    n_layer,
                    ..Config::of_the_guide(27)
                };
                let loss_after = |num_steps, names: &[Vec<usize>]| {
                    let params = transformer(config, num_steps, 0.1).model;
                    let gpt = Gpt::new(config, &params);
                    mean_over(names, |tokens| gpt.loss(tokens))
                };
                [
                    n_layer.to_string(),
                    thousands(config.num_params()),
                    fixed(loss_after(runs::NUM_STEPS, held_out(docs)), 3),
                    fixed(loss_after(LONG, fresh), 3),
                ]
            })
        });
        rows.into_iter()
            .map(|row| row.join().expect("the run ends"))
            .collect()
    });
    for row in rows {
        table = table.row(row);
    }
    print!("{table}");
}
