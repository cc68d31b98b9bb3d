//! The output of the program before it trains: size and gradient check.

use step_1_gradient_descent::{analytic_gradient, numerical_gradient};

use super::common::{self, VOCAB_SIZE, reference};
use crate::lines::Lines;

pub fn figure() -> String {
    let mut lines = Lines::default();
    let run = reference();
    let mut params = run.untrained;
    writeln!(lines, "num docs: {}", run.docs.len());
    writeln!(lines, "vocab size: {VOCAB_SIZE}");
    writeln!(lines, "num params: {}", params.len());
    let doc = &run.docs[0];
    let (loss_n, grad_n) =
        numerical_gradient(VOCAB_SIZE, &mut params, doc, 1e-5);
    let (loss_a, grad_a) = analytic_gradient(VOCAB_SIZE, &params, doc);
    let largest = common::largest_difference(&grad_n, &grad_a);
    writeln!(
        lines,
        "gradient check | loss_n {loss_n:.6} | loss_a {loss_a:.6} \
         | max diff {largest:.8}"
    );
    lines.to_string()
}
