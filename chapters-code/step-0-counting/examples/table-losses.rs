//! The loss of each of the 1,000 names before it was counted, and its mean.

use widgets::step_0::loss_curve;

fn main() {
    let losses = runs::counting(runs::NUM_STEPS).losses;
    print!("{}", loss_curve::figure(&losses));
}
