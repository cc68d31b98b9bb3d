//! 2.C A Short Tape for a Long Calculation
//!
//! The page: `src/step-2-autograd/exercises.md`.

use std::mem;

use step_2_autograd::{Scalar, Tape, Value};

/// The number that `x` becomes after some steps, all on its tape.
pub fn repeat<'t>(
    steps: usize,
    x: Vec<Value<'t>>,
    step: impl Fn(&[Value<'t>]) -> Vec<Value<'t>>,
) -> Vec<Value<'t>> {
    (0..steps).fold(x, |x, _| step(&x))
}

/// The gradient of the sum of what comes out after `num_steps` steps, with
/// respect to what went in, `x`; and how long the longest tape was that it
/// took (checkpointing: Griewank, 1992; for networks: Chen et al., 2016).
///
/// `x` at the start of each `piece` steps is kept as plain numbers. On the way
/// back, one piece after the other is computed again, on an empty tape. Shapes:
/// `x` `[d]`, each step `[d]` to `[d]`, the gradient `[d]`.
///
/// # Panics
///
/// If `x` is empty, or `piece` is 0.
///
/// ```
/// use workbook_exercises::step_2::checkpoints::checkpointed;
///
/// // Squared three times, 1 + h becomes 1 + 8h.
/// let (gradient, _) = checkpointed(&[1.0], 3, 2, |x| vec![x[0] * x[0]]);
/// assert_eq!(gradient, [8.0]);
/// ```
pub fn checkpointed(
    x: &[f64],
    num_steps: usize,
    piece: usize,
    step: impl for<'t> Fn(&[Value<'t>]) -> Vec<Value<'t>>,
) -> (Vec<f64>, usize) {
    todo!()
}
