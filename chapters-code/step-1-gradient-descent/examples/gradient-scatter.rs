//! The numerical against the analytic gradient, a dot per parameter.

mod common;

use common::{VOCAB_SIZE, reference};
use step_1_gradient_descent::{analytic_gradient, numerical_gradient};
use widgets::step_1::gradient_check::scatter;

fn main() {
    let run = reference();
    let mut params = run.untrained;
    let doc = &run.docs[0];
    let (_, numerical) = numerical_gradient(VOCAB_SIZE, &mut params, doc, 1e-5);
    let (_, analytic) = analytic_gradient(VOCAB_SIZE, &params, doc);
    print!("{}", scatter(&numerical, &analytic));
}
