//! 2.D Parameters That Nothing Moves
//!
//! The page: `src/step-2-autograd/exercises.md`.

use step_2_autograd::{Tape, Value};

/// The places of the parameters that cannot learn: those whose gradient is 0
/// on each of these documents. `model_loss` is the model, as for
/// [`train`](step_2_autograd::train()).
///
/// ```
/// use workbook_exercises::step_2::stuck::stuck;
///
/// // A model that knows one token, and has a parameter too many.
/// let docs = [vec![0, 0]];
/// let stuck = stuck(&[1.0, 2.0], &docs, |weights, _| weights[0] * 3.0);
/// assert_eq!(stuck, [1]);
/// ```
pub fn stuck(
    params: &[f64],
    docs: &[Vec<usize>],
    model_loss: impl for<'t> Fn(&[Value<'t>], &[usize]) -> Value<'t>,
) -> Vec<usize> {
    todo!()
}
