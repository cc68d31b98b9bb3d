//! 5.B Another Way Down
//!
//! The page: `src/step-5-adam/exercises.md`.

use std::f64::consts::PI;

use portable::math;

/// The learning rate at a step, counted from 0: it rises in a straight line
/// over `warm_up` steps, reaches `learning_rate` at the last of them, and then
/// falls as half a cosine towards 0 (Loshchilov and Hutter, 2017).
///
/// ```
/// use workbook_exercises::step_5::schedule::cosine;
///
/// let rates: Vec<f64> = (0..6).map(|step| cosine(1.0, step, 6, 2)).collect();
/// assert_eq!(rates[..3], [0.5, 1.0, 1.0]);
/// assert!((rates[4] - 0.5).abs() < 1e-12); // half of the fall
/// ```
pub fn cosine(
    learning_rate: f64,
    step: usize,
    num_steps: usize,
    warm_up: usize,
) -> f64 {
    todo!()
}
