//! How far the numerical gradient is from the analytic one, by nudge.

use widgets::step_1::gradient_check::{curve, differences};

use super::common::reference;

pub fn figure() -> String {
    let run = reference();
    let mut params = run.untrained;
    let differences = differences(&mut params, &run.docs[0]);
    curve(&differences, true).to_string()
}
