//! Step 3's model as it becomes if it sees what comes next, from six starts.

use typeset::Table;

use super::leaky::Leaky;
use crate::step_3::common::Variant;
use crate::step_3::starts::{all_below, cell, each, losses};

pub fn figure() -> String {
    let mut table = Table::new()
        .right("learning rate")
        .right("validation loss, seen whole")
        .right("validation loss, letter by letter");
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
        let losses = [whole, letters].map(|it| cell(&it, 2));
        table = table.row([rate.to_string()].into_iter().chain(losses));
    }
    table.to_string()
}
