//! 5.C Only the Likeliest
//!
//! The page: `src/step-5-adam/exercises.md`.

/// The probabilities if only the `k` likeliest tokens may come (top-k
/// sampling: Fan, Lewis and Dauphin, 2018): those of the others are 0, and
/// what is left is scaled to a sum of 1. Of equally likely ones, the first.
///
/// ```
/// use workbook_exercises::step_5::top_k::top_k;
///
/// assert_eq!(top_k(&[0.25, 0.5, 0.0, 0.25], 1), [0.0, 1.0, 0.0, 0.0]);
/// let p = top_k(&[0.25, 0.5, 0.0, 0.25], 2);
/// assert!((p[0] - 1.0 / 3.0).abs() < 1e-12 && p[3] == 0.0);
/// ```
pub fn top_k(probabilities: &[f64], k: usize) -> Vec<f64> {
    todo!()
}
