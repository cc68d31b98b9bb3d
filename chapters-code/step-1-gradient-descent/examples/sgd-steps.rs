//! Some training steps of the run: what each does to the loss of its name, and
//! what all up to it have done to the loss of the held-out names.

mod common;

use common::{VOCAB_SIZE, held_out, loss, reference};
use runs::NUM_STEPS;
use step_1_gradient_descent::{analytic_gradient, linear_decay, sgd_step};
use typeset::{Table, fixed, thousands};

const SHOWN: [usize; 8] = [1, 2, 10, 50, 100, 250, 500, 1000];

fn main() {
    let run = reference();
    let mut params = run.untrained;
    let mut table = Table::new()
        .right("training step")
        .left("name")
        .right("rate")
        .right("its loss before")
        .right("after")
        .right("held-out loss after");
    for (step, doc) in run.docs.iter().take(NUM_STEPS).enumerate() {
        let (before, grad) = analytic_gradient(VOCAB_SIZE, &params, doc);
        let rate = linear_decay(1.0, step, NUM_STEPS);
        sgd_step(&mut params, &grad, rate);
        if SHOWN.contains(&(step + 1)) {
            let after = loss(&params, doc);
            assert!(after < before, "the text says so");
            table = table.row([
                thousands(step + 1),
                run.tokenizer.decode(doc),
                fixed(rate, 3),
                fixed(before, 4),
                fixed(after, 4),
                fixed(held_out(&params, &run.docs), 3),
            ]);
        }
    }
    assert_eq!(params, run.trained, "it is the run");
    print!("{table}");
}
