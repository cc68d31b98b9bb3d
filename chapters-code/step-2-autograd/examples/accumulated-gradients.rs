//! The run of a thousand names as it is, and with gradients that are added up
//! from step to step because nobody set them back to zero.

mod common;

use common::{VOCAB_SIZE, reference_run};
use step_1_gradient_descent::{analytic_gradient, linear_decay, sgd_step};
use typeset::{Table, fixed};

fn main() {
    let clean = losses(false);
    let accumulated = losses(true);
    let mut table = Table::new()
        .right("training step")
        .right("loss, gradients of this step alone")
        .right("loss, gradients added up");
    for step in [1, 5, 10, 16, 18, 22, 26, 32, 36, 100] {
        let [clean, added] = [&clean, &accumulated].map(|it| it[step - 1]);
        let shown = |loss: f64| match loss {
            f64::INFINITY => "∞".to_string(),
            _ => fixed(loss, 3),
        };
        table = table.row([step.to_string(), shown(clean), shown(added)]);
    }
    print!("{table}");
}

fn losses(is_accumulated: bool) -> Vec<f64> {
    let (docs, mut params) = reference_run();
    let mut grad = vec![0.0; params.len()];
    (0..100)
        .map(|step| {
            let (loss, new) =
                analytic_gradient(VOCAB_SIZE, &params, &docs[step]);
            if !is_accumulated {
                grad.fill(0.0);
            }
            for (g, new) in grad.iter_mut().zip(new) {
                *g += new;
            }
            sgd_step(
                &mut params,
                &grad,
                linear_decay(1.0, step, runs::NUM_STEPS),
            );
            loss
        })
        .collect()
}
