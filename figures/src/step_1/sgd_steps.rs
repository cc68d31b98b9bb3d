//! Some training steps of the run: what each does to the loss of its name, and
//! what all up to it have done to the loss of the validation names.

use typeset::{Table, fixed, thousands};
use widgets::{Desk, step_1::live_training::MlpTraining};

pub fn figure() -> String {
    let mut table = Table::new()
        .right("training step")
        .left("name")
        .right("rate")
        .right("its loss before")
        .right("after")
        .right("validation loss after");
    let steps = MlpTraining::whole_run(&Desk::default(), 1.0);
    for step in steps.into_iter().flatten() {
        assert!(step.after < step.before, "the text says so");
        let validation = step.validation.expect("measured where it is shown");
        table = table.row([
            thousands(step.step),
            step.name,
            fixed(step.rate, 3),
            fixed(step.before, 4),
            fixed(step.after, 4),
            fixed(validation, 3),
        ]);
    }
    table.to_string()
}
