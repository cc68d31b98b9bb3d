//! One parameter of the reference run through Adam's five lines, step by step.

use runs::Start;
use typeset::{Table, fixed};
use widgets::step_5::adam_stepper;

const STEPS: usize = 4;

pub fn figure() -> String {
    let start = Start::of_the_book();
    let mut trainer = adam_stepper::trainer(&start);
    let place = adam_stepper::lm_head_a(&trainer.config);
    let parameter = trainer.params[place];
    let docs = &start.corpus.docs;
    let gradients = adam_stepper::run_gradients(&mut trainer, docs);

    let mut columns = Vec::new();
    for step in &adam_stepper::trace(parameter, &gradients)[..STEPS] {
        let small = |x: f64| format!("{x:.2e}");
        columns.push([
            fixed(step.gradient, 5),
            fixed(step.m, 5),
            small(step.v),
            fixed(step.m_hat, 5),
            small(step.v_hat),
            fixed(step.quotient, 3),
            fixed(step.step, 5),
            fixed(step.parameter, 5),
            fixed(step.sgd_step, 5),
        ]);
    }

    let names = [
        r"gradient $\cg_t$",
        r"$\cm_t$",
        r"$\cv_t$",
        r"$\hat{\cm}_t$",
        r"$\hat{\cv}_t$",
        r"$\hat{\cm}_t / \sqrt{\hat{\cv}_t}$",
        r"step $\cp_t - \cp_{t-1}$",
        r"$\cp_t$",
        "step of SGD",
    ];
    let mut table = Table::new().left("");
    for step in 1..=STEPS {
        table = table.right(format!("t = {step}"));
    }
    for (row, name) in names.into_iter().enumerate() {
        let cells = columns.iter().map(|column| column[row].clone());
        table = table.row([name.to_string()].into_iter().chain(cells));
    }
    table.to_string()
}
