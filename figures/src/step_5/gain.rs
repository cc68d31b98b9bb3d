//! By how much one way of training ends lower than another, start by start.

use typeset::fixed;

use crate::spread::{ends, gains, mean};

/// Whether one is lower from every start.
pub fn is_told_apart(before: &[f64], after: &[f64]) -> bool {
    let [least, most] = ends(&gains(before, after));
    least > 0.0 || most < 0.0
}

/// The mean of the gains, and the least and the most.
pub fn gain_and_ends(before: &[f64], after: &[f64]) -> String {
    let gains = gains(before, after);
    let [least, most] = ends(&gains).map(|it| fixed(it, 3));
    format!("{} ({least} to {most})", fixed(mean(&gains), 3))
}
