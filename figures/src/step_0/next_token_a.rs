//! The table's expectation after an "a", with the counts above the bars.

use widgets::step_0::next_token;

pub fn figure() -> String {
    let counts = runs::counting(runs::NUM_STEPS).model;
    let (a, is_smoothed) = (0, true);
    next_token::figure(&counts, a, is_smoothed).to_string()
}
