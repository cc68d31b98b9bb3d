//! 5.E Weights That Shrink
//!
//! The page: `src/step-5-adam/exercises.md`.

use step_5_adam::Adam;

/// A step of Adam where each weight also loses a share of itself,
/// `learning_rate * decay` (`AdamW`: Loshchilov and Hutter, 2019).
///
/// ```
/// use workbook_exercises::step_5::decay::decoupled_step;
/// use step_5_adam::Adam;
///
/// let mut params = [2.0];
/// decoupled_step(&mut Adam::new(1), &mut params, &[0.0], 0.1, 0.01);
/// assert_eq!(params, [2.0 - 0.1 * 0.01 * 2.0]);
/// ```
pub fn decoupled_step(
    adam: &mut Adam,
    params: &mut [f64],
    grad: &[f64],
    learning_rate: f64,
    decay: f64,
) {
    todo!()
}

/// A step of Adam on the loss plus `decay / 2 * Σ p²`, whose gradient along
/// `p` is `decay * p`.
///
/// ```
/// use workbook_exercises::step_5::decay::coupled_step;
/// use step_5_adam::Adam;
///
/// let mut params = [2.0];
/// coupled_step(&mut Adam::new(1), &mut params, &[0.0], 0.1, 0.01);
/// assert!((params[0] - 1.9).abs() < 1e-6); // a whole learning rate
/// ```
pub fn coupled_step(
    adam: &mut Adam,
    params: &mut [f64],
    grad: &[f64],
    learning_rate: f64,
    decay: f64,
) {
    todo!()
}
