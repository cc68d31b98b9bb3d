//! Four learning rates: the validation loss, and the first step without a loss.

use runs::Training;
use typeset::{Table, fixed};

use super::common::Reference;
use super::starts::{cell, each, ends};

pub fn figure() -> String {
    let mut table = Table::new()
        .right("learning rate")
        .right("first loss that is NaN")
        .right("validation loss");
    let mut of_rate = Vec::new();
    for rate in [0.1, 0.3, 0.5, 1.0] {
        let run = |start: &Reference| {
            Training::single_head()
                .rate(rate)
                .weights(start.weights)
                .run()
        };
        let losses = each(|start| run(start).validation_loss);
        let first = each(|start| {
            let nan = run(start).losses.iter().position(|it| it.is_nan());
            nan.map(|i| (i + 1) as f64)
        });
        let first: Option<Vec<f64>> = first.into_iter().collect();
        table = table.row([
            fixed(rate, 1),
            first.map_or("none".into(), |it| format!("step {}", cell(&it, 0))),
            cell(&losses, 2),
        ]);
        of_rate.push(losses);
    }
    let [book, faster, ..] = of_rate.as_slice() else {
        unreachable!("there are four")
    };
    assert!(ends(faster)[0] < ends(book)[0], "a little better");
    table.to_string()
}
