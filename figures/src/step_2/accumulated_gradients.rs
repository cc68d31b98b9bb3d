//! The run's first hundred training steps as they are, and with gradients that
//! are added up from step to step because nobody set them back to zero.

use step_1_gradient_descent::{linear_decay, sgd_step};
use step_2_autograd::Tape;
use typeset::{Table, fixed};

use super::common::{loss, reference_run};

pub fn figure() -> String {
    let (clean, added) = (losses(false), losses(true));
    let mut table = Table::new()
        .right("training step")
        .right("loss, gradients of this step alone")
        .right("loss, gradients added up");
    for step in [1, 5, 10, 16, 18, 22, 26, 32, 36, 37, 100] {
        let shown = |losses: &[f64]| match losses[step - 1] {
            f64::INFINITY => "∞".to_string(),
            loss => fixed(loss, 3),
        };
        table = table.row([step.to_string(), shown(&clean), shown(&added)]);
    }
    table.to_string()
}

fn losses(is_accumulated: bool) -> Vec<f64> {
    let (docs, mut params) = reference_run();
    let n = params.len();
    let mut grad = vec![0.0; n];
    let mut tape = Tape::new();
    (0..100)
        .map(|step| {
            tape.clear();
            let loss = loss(&tape.leaves(&params), &docs[step]);
            if !is_accumulated {
                grad.fill(0.0);
            }
            for (g, new) in grad.iter_mut().zip(loss.backward().first(n)) {
                *g += new;
            }
            let rate = linear_decay(1.0, step, runs::NUM_STEPS);
            sgd_step(&mut params, &grad, rate);
            loss.data()
        })
        .collect()
}
