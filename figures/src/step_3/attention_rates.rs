//! Four learning rates: the validation loss, and the first step without a loss.

use runs::Training;
use typeset::{Table, fixed};

pub fn figure() -> String {
    let mut table = Table::new()
        .right("learning rate")
        .right("first loss that is NaN")
        .right("loss of 500 validation names");
    for rate in [0.1, 0.3, 0.5, 1.0] {
        let run = Training::single_head().rate(rate).run();
        let first = run.losses.iter().position(|loss| loss.is_nan());
        let validation = if run.validation_loss.is_nan() {
            "NaN".into()
        } else {
            fixed(run.validation_loss, 3)
        };
        table = table.row([
            fixed(rate, 1),
            first.map_or("none".into(), |i| format!("step {}", i + 1)),
            validation,
        ]);
    }
    table.to_string()
}
