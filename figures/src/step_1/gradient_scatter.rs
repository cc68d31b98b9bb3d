//! The numerical against the analytic gradient, a dot per parameter.

use step_1_gradient_descent::{analytic_gradient, numerical_gradient};
use widgets::step_1::gradient_check::scatter;

use super::common::{VOCAB_SIZE, reference};

pub fn figure() -> String {
    let run = reference();
    let mut params = run.untrained;
    let doc = &run.docs[0];
    let (_, numerical) = numerical_gradient(VOCAB_SIZE, &mut params, doc, 1e-5);
    let (_, analytic) = analytic_gradient(VOCAB_SIZE, &params, doc);
    scatter(&numerical, &analytic).to_string()
}
