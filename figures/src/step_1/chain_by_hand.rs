//! The gradient of one weight for "ava", pair by pair.

use step_1_gradient_descent::{analytic_gradient, linear, relu};
use typeset::{Table, chips, fixed};

use super::common::{AVA, FC2_V_5, letter, mlp, probabilities, reference};

const V: usize = 21;

pub fn figure() -> String {
    let run = reference();
    let mlp = mlp(&run.trained);
    let mut table = Table::new()
        .left("pair")
        .right("$p$ of a v")
        .right(r"$\partial L / \partial z$")
        .right("$h_5$")
        .right("product");
    let mut sum = 0.0;
    for pair in AVA.windows(2) {
        let p = probabilities(&run.trained, pair[0])[V];
        let came = if pair[1] == V { 1.0 } else { 0.0 };
        let d_logit = (p - came) / 4.0;
        let h = relu(&linear(mlp.wte.row(pair[0]), &mlp.mlp_fc1))[5];
        sum += d_logit * h;
        let chip = |token| chips([(letter(&run.tokenizer, token), token)]);
        table = table.row([
            format!("{} → {}", chip(pair[0]), chip(pair[1])),
            fixed(p, 4),
            fixed(d_logit, 4),
            fixed(h, 4),
            fixed(d_logit * h, 4),
        ]);
    }
    let (_, grad) = analytic_gradient(27, &run.trained, &AVA);
    assert!((grad[FC2_V_5] - sum).abs() < 1e-12, "the same by hand");
    let empty = String::new;
    table
        .row(["sum".into(), empty(), empty(), empty(), fixed(sum, 4)])
        .to_string()
}
