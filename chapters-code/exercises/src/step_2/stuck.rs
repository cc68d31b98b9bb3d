//! Parameters that nothing moves.

use step_2_autograd::{Tape, Value};

// ANCHOR: stuck
/// The places of the parameters that cannot learn: those whose gradient is 0
/// on each of these documents. `model_loss` is the model, as for
/// [`train`](step_2_autograd::train()).
///
/// ```
/// use exercises::step_2::stuck::stuck;
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
    let mut is_moved = vec![false; params.len()];
    let mut tape = Tape::new();
    for tokens in docs {
        tape.clear();
        let weights = tape.leaves(params);
        let grads = model_loss(&weights, tokens).backward();
        for (moved, &g) in is_moved.iter_mut().zip(grads.first(params.len())) {
            *moved |= g != 0.0;
        }
    }
    (0..params.len()).filter(|&i| !is_moved[i]).collect()
}
// ANCHOR_END: stuck
