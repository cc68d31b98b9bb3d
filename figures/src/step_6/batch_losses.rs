//! Several documents in one step: the loss after the same number of names.

use runs::{held_out, mean_over};
use step_1_gradient_descent::linear_decay;
use step_4_transformer::Gpt;
use step_5_adam::Adam;
use step_6_efficiency::{BatchTrainer, Engine};
use typeset::{Table, fixed, thousands};

use super::common::{self, BATCH_DOCS, CONFIG};

pub fn figure() -> String {
    let (docs, params) = common::start();
    let held_out = held_out(&docs);
    let rest = &docs[runs::NUM_STEPS + held_out.len()..];
    let mut table = Table::new()
        .right("names a step")
        .right("steps")
        .right("rate `0.01`")
        .right("rate `0.04`");
    for size in [1, 4, 16, 64] {
        let loss = |rate: f64| {
            let adam = Adam::new(params.len());
            let mut engine =
                BatchTrainer::<f64>::new(CONFIG, &params, &adam, 1);
            let docs: Vec<&[usize]> = docs[..runs::NUM_STEPS]
                .iter()
                .chain(rest)
                .take(BATCH_DOCS)
                .map(Vec::as_slice)
                .collect();
            let num_steps = BATCH_DOCS / size;
            for (step, batch) in docs.chunks_exact(size).enumerate() {
                let rate = linear_decay(rate, step, num_steps);
                engine.step_batch(batch, rate);
            }
            let params = engine.params();
            let model = Gpt::new(CONFIG, &params);
            fixed(mean_over(held_out, |doc| model.loss(doc)), 3)
        };
        table = table.row([
            size.to_string(),
            thousands(BATCH_DOCS / size),
            loss(0.01),
            loss(0.04),
        ]);
    }
    table.to_string()
}
