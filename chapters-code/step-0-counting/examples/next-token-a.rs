//! What the table expects after an "a", with the counts above the bars.

use widgets::step_0::next_token;

fn main() {
    let counts = runs::counting(runs::NUM_STEPS).model;
    let (a, probabilities) = (0, counts.probabilities(0));
    print!("{}", next_token::figure(&counts, a, &probabilities));
}
