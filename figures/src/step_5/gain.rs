//! By how much one way of training ends lower than another, start by start.

use crate::spread::{ends, gains};

/// Whether one is lower from every start.
pub fn is_told_apart(before: &[f64], after: &[f64]) -> bool {
    let [least, most] = ends(&gains(before, after));
    least > 0.0 || most < 0.0
}

/// From how many of the starts the second is lower.
pub fn lower_in(before: &[f64], after: &[f64]) -> String {
    let gains = gains(before, after);
    let lower = gains.iter().filter(|&&gain| gain > 0.0).count();
    format!("{lower} of {}", gains.len())
}
