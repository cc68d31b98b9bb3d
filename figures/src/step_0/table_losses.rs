//! The loss of each of the 1,000 names before it was counted, and its mean.

use widgets::step_0::loss_curve;

pub fn figure() -> String {
    let losses = runs::counting(runs::NUM_STEPS).losses;
    loss_curve::figure(&losses).to_string()
}
