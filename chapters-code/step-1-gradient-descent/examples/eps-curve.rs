//! How far the numerical gradient is from the analytic one, by nudge.

mod common;

use common::reference;
use widgets::step_1::gradient_check::{curve, differences};

fn main() {
    let run = reference();
    let mut params = run.untrained;
    let differences = differences(&mut params, &run.docs[0]);
    print!("{}", curve(&differences, true));
}
