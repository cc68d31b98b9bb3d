//! Runs with a limit to the length of the gradient: by gradient descent, and
//! by Adam.

use exercises::step_5::clip::clip;
use runs::{NUM_STEPS, Training, Weights};
use step_1_gradient_descent::{linear_decay, sgd_step};
use step_5_adam::Adam;
use typeset::{Table, fixed, thousands};

use super::stepped::{CONFIG, run};

/// The validation loss of a run, and how many of its gradients were too long.
fn clipped(is_adam: bool, rate: f64, limit: f64) -> (f64, usize) {
    if limit == f64::INFINITY {
        let training = if is_adam {
            Training::adam(CONFIG)
        } else {
            Training::transformer(CONFIG)
        };
        return (training.rate(rate).run().validation_loss, 0);
    }
    let mut adam = Adam::new(CONFIG.num_params());
    let mut cut = 0;
    let (_, loss) = run(Weights::OfTheRun, |step, params, mut grad| {
        let rate = linear_decay(rate, step, NUM_STEPS);
        if clip(&mut grad, limit) > limit {
            cut += 1;
        }
        if is_adam {
            adam.step(params, &grad, rate);
        } else {
            sgd_step(params, &grad, rate);
        }
    });
    (loss, cut)
}

pub fn figure() -> String {
    let none = f64::INFINITY;
    let rows = [
        (false, 0.2, none),
        (false, 1.0, none),
        (false, 1.0, 1.0),
        (false, 2.0, 0.5),
        (false, 1.0, 0.5),
        (true, 0.01, none),
        (true, 0.01, 1.0),
        (true, 0.01, 0.01),
    ];
    let mut table = Table::new()
        .left("optimizer")
        .right("rate")
        .right("limit")
        .right("shortened, of 1,000")
        .right("validation loss");
    let mut losses = Vec::new();
    for (is_adam, rate, limit) in rows {
        let (loss, cut) = clipped(is_adam, rate, limit);
        let limit = match limit {
            f64::INFINITY => "none".to_owned(),
            limit => limit.to_string(),
        };
        table = table.row([
            if is_adam { "Adam" } else { "SGD" }.to_owned(),
            rate.to_string(),
            limit,
            thousands(cut),
            if loss.is_nan() {
                "NaN".to_owned()
            } else {
                fixed(loss, 4)
            },
        ]);
        losses.push(loss);
    }
    assert!(losses[1].is_nan() && losses[2].is_finite());
    assert!((losses[2] - losses[3]).abs() < 1e-4, "hardly a difference");
    assert!((losses[0] - losses[4]).abs() < 1e-3, "as good as the best");
    table.to_string()
}
