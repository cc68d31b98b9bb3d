//! What the table expects after an "a", with the counts above the bars.

use widgets::step_0::next_token;

fn main() {
    let counts = runs::counting(runs::NUM_STEPS).model;
    let (a, is_smoothed) = (0, true);
    print!("{}", next_token::figure(&counts, a, is_smoothed));
}
