//! Four learning rates: the held-out loss, and the first step without a loss.

use runs::Training;
use typeset::{Table, fixed};

pub fn figure() -> String {
    let mut table = Table::new()
        .right("learning rate")
        .right("first loss that is NaN")
        .right("loss of 500 held-out names");
    for rate in [0.1, 0.3, 0.5, 1.0] {
        let run = Training::single_head().rate(rate).run();
        let first = run.losses.iter().position(|loss| loss.is_nan());
        let held_out = if run.held_out.is_nan() {
            "NaN".into()
        } else {
            fixed(run.held_out, 3)
        };
        table = table.row([
            fixed(rate, 1),
            first.map_or("none".into(), |i| format!("step {}", i + 1)),
            held_out,
        ]);
    }
    table.to_string()
}
