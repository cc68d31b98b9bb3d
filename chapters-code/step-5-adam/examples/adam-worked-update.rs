//! One parameter of the reference run through Adam's five lines, step by step.

mod common;

use common::{LM_HEAD_A, learning_rate, reference_run};
use step_5_adam::{Adam, BETA1, BETA2};
use typeset::{Table, fixed};

const STEPS: usize = 4;

fn main() {
    let (docs, mut trainer) = reference_run();
    let n = trainer.params.len();
    let mut adam = Adam::new(1);
    let mut p = [trainer.params[LM_HEAD_A]];

    let mut columns = Vec::new();
    for (step, tokens) in docs.iter().take(STEPS).enumerate() {
        let (_, grads) = trainer.gradient(tokens);
        let g = grads.first(n)[LM_HEAD_A];
        let before = p[0];
        adam.step(&mut p, &[g], learning_rate(step));
        trainer.step(tokens, learning_rate(step));
        assert_eq!(p[0], trainer.params[LM_HEAD_A], "the same update");

        let t = f64::from(adam.t);
        let m_hat = adam.m[0] / (1.0 - names::math::powf(BETA1, t));
        let v_hat = adam.v[0] / (1.0 - names::math::powf(BETA2, t));
        let small = |x: f64| format!("{x:.2e}");
        let mut column = vec![fixed(g, 5), fixed(adam.m[0], 5)];
        column.extend([small(adam.v[0]), fixed(m_hat, 5), small(v_hat)]);
        column.push(fixed(m_hat / v_hat.sqrt(), 3));
        column.push(fixed(p[0] - before, 5));
        column.push(fixed(p[0], 5));
        columns.push(column);
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
    ];
    let mut table = Table::new().left("");
    for step in 1..=STEPS {
        table = table.right(format!("t = {step}"));
    }
    for (row, name) in names.into_iter().enumerate() {
        let cells = columns.iter().map(|column| column[row].clone());
        table = table.row([name.to_string()].into_iter().chain(cells));
    }
    print!("{table}");
}
