//! The output of the program, without most of its thousand losses.

use runs::NUM_STEPS;

use super::common::{reference, rows};
use super::writers::{names, tempered};
use crate::lines::Lines;

pub fn figure() -> String {
    let mut lines = Lines::default();
    let run = reference();
    for (i, loss) in run.losses.iter().enumerate() {
        if !(4..NUM_STEPS - 2).contains(&i) {
            writeln!(
                lines,
                "step {:4} / {NUM_STEPS:4} | loss {loss:.4}",
                i + 1
            );
        } else if i == 4 {
            writeln!(lines, "...");
        }
    }
    writeln!(lines, "--- inference (new, hallucinated names) ---");
    let network = tempered(&rows(&run.trained), 0.5);
    for (i, name) in (1..).zip(names(&run, &network, run.rng.clone(), 20)) {
        writeln!(lines, "sample {i:2}: {}", run.tokenizer.decode(&name));
    }
    lines.to_string()
}
