//! What the table expects after an "a", with the counts above the bars.

mod common;

use common::{BOS, VOCAB_SIZE, id, name};
use typeset::Bars;

fn main() {
    let counts = runs::counting(runs::NUM_STEPS).model;
    let (row, probs) = (counts.row(id('a')), counts.probabilities(id('a')));
    let mut bars = Bars::new("What the table expects after the letter a", 0.2);
    for next in 0..VOCAB_SIZE {
        if next == BOS {
            bars = bars.bar("bar", "", 0.0, ""); // room for a longer name
        }
        let note = row[next].to_string();
        bars = bars.bar("bar", &name(next), probs[next], &note);
    }
    let bars = bars.level("", 1.0 / VOCAB_SIZE as f64);
    print!("{bars}");
}
