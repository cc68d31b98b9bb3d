//! Step 3's model as it is, and as it becomes if it sees what comes next, from
//! six starts.

use typeset::Table;

use super::leaky::Leaky;
use crate::step_3::common::Variant;
use crate::step_3::starts::{all_below, cell, each, losses};

pub fn figure() -> String {
    let mut table = Table::new()
        .right("learning rate")
        .left("in training it sees")
        .right("validation, seen whole")
        .right("validation, letter by letter");
    for rate in [0.1, 0.3] {
        let leaky = each(|run| Leaky::at_rate(rate, run.weights));
        let of = |loss: fn(&Leaky) -> f64| -> Vec<f64> {
            leaky.iter().map(loss).collect()
        };
        let whole = of(|it| it.seen_whole);
        let letters = of(|it| it.letter_by_letter);
        let honest = losses(Variant::BOOK, rate);
        assert!(all_below(&whole, &honest), "the text says so");
        assert!(all_below(&honest, &letters), "the text says so");
        let cells = |sees: &str, whole: String, letters: &[f64]| {
            [rate.to_string(), sees.into(), whole, cell(letters, 3)]
        };
        table = table
            .row(cells("the past", String::new(), &honest))
            .row(cells("the whole name", cell(&whole, 3), &letters));
    }
    table.to_string()
}
