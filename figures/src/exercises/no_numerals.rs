//! Words by a model of numerals that are none.

use runs::Weights;

use super::counted::{Half, Written};
use crate::lines::Lines;

pub fn figure() -> String {
    let mut lines = Lines::default();
    let half = Half::new();
    let Written { seen, new, wrong } =
        half.write(&half.trained(Weights::OfTheRun, 2000), 0.5);
    assert_eq!(seen + new + wrong.len(), 1000);
    for numeral in wrong.iter().take(12) {
        writeln!(lines, "{numeral}");
    }
    lines.to_string()
}
