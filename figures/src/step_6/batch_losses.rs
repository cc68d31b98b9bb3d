//! Several documents in one step: the loss after the same number of names.

use runs::{mean_over, validation_set};
use step_4_transformer::Gpt;
use typeset::{Table, fixed, thousands};

use super::common::{self, BATCH_DOCS, CONFIG};

pub fn figure() -> String {
    let (docs, params) = common::start();
    let validation = validation_set(&docs);
    let names = runs::training_set(&docs);
    let mut table = Table::new()
        .right("names a step")
        .right("steps")
        .right("rate `0.01`")
        .right("rate `0.04`");
    for size in [1, 4, 16, 64] {
        let loss = |rate: f64| {
            let docs: Vec<&[usize]> =
                names.iter().take(BATCH_DOCS).map(Vec::as_slice).collect();
            let params = runs::batched(CONFIG, &params, &docs, size, rate);
            let model = Gpt::new(CONFIG, &params);
            fixed(mean_over(validation, |doc| model.loss(doc)), 3)
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
