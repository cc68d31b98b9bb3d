//! The worth of a view of the past in a longer run.

use rayon::prelude::*;
use typeset::{Table, fixed};

use super::common::{Gather, LONGER_RATE, Variant, longer, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let rows = [
        ("its own value only", Gather::Own),
        ("the plain mean of the values so far", Gather::Mean),
        ("attention: a weighted mean", Gather::Attention),
    ];
    let losses = rows.into_par_iter().map(|(_, gather)| {
        let variant = Variant {
            gather,
            ..Variant::BOOK
        };
        [
            variant.train(&run).1,
            variant.train_at(&run, LONGER_RATE).1,
            longer(variant, &run).1,
        ]
    });
    let losses: Vec<[f64; 3]> = losses.collect();
    for (short, long) in [(0, 1), (1, 2)] {
        assert!(
            losses[short][2] > losses[long][2] + 0.01,
            "the text says so"
        );
    }
    let mut table = Table::new()
        .left("a position gathers")
        .right("1,000 steps, rate 0.1")
        .right("1,000 steps, rate 0.3")
        .right("10,000 steps, rate 0.3");
    for ((name, _), losses) in rows.into_iter().zip(losses) {
        let losses = losses.into_iter().map(|loss| fixed(loss, 3));
        table = table.row([name.into()].into_iter().chain(losses));
    }
    table.to_string()
}
