//! The end of the run at different learning rates.

use runs::{NUM_STEPS, Training};
use typeset::{Table, fixed};

pub fn figure() -> String {
    let mut table = Table::new()
        .right("learning rate at the start")
        .right("loss of the last 100 names")
        .right("loss of 500 validation names");
    for rate in [0.1, 0.3, 1.0, 2.0, 3.0, 5.0] {
        let run = Training::mlp().rate(rate).run();
        let last = run.losses[NUM_STEPS - 100..].iter().sum::<f64>() / 100.0;
        let cells = [last, run.validation_loss].map(|loss| fixed(loss, 3));
        table = table.row([rate.to_string()].into_iter().chain(cells));
    }
    table.to_string()
}
