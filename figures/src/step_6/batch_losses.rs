//! Several documents in one step: the loss after the same number of names.

use runs::{held_out, mean_over};
use step_4_transformer::Gpt;
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
            let docs = docs[..runs::NUM_STEPS].iter().chain(rest);
            let docs: Vec<&[usize]> =
                docs.take(BATCH_DOCS).map(Vec::as_slice).collect();
            let params = runs::batched(CONFIG, &params, &docs, size, rate);
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
