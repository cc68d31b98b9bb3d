//! A short tape for a long calculation.

use std::mem;

use step_2_autograd::{Scalar, Tape, Value};

// ANCHOR: checkpointed
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
/// use exercises::step_2::checkpoints::checkpointed;
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
    let mut tape = Tape::new();
    let mut checkpoints = Vec::new();
    let mut x = x.to_vec();
    for first in (0..num_steps).step_by(piece) {
        tape.clear();
        let steps = piece.min(num_steps - first);
        let end = repeat(steps, tape.leaves(&x), &step);
        let end = end.iter().map(|y| y.data()).collect();
        checkpoints.push((steps, mem::replace(&mut x, end)));
    }
    // ANCHOR_END: checkpointed
    // ANCHOR: checkpointed-backward
    let mut grad = vec![1.0; x.len()]; // of a sum
    let mut longest = 0;
    for (steps, x) in checkpoints.iter().rev() {
        tape.clear();
        let end = repeat(*steps, tape.leaves(x), &step);
        let pairs = end.iter().zip(&grad);
        let shares: Vec<Value> = pairs.map(|(&y, &g)| y * g).collect();
        let grads = Value::sum(&shares).backward();
        longest = longest.max(tape.len());
        grad = grads.first(x.len()).to_vec();
    }
    (grad, longest)
}
// ANCHOR_END: checkpointed-backward

// ANCHOR: repeat
/// The number that `x` becomes after some steps, all on its tape.
pub fn repeat<'t>(
    steps: usize,
    x: Vec<Value<'t>>,
    step: impl Fn(&[Value<'t>]) -> Vec<Value<'t>>,
) -> Vec<Value<'t>> {
    (0..steps).fold(x, |x, _| step(&x))
}
// ANCHOR_END: repeat

#[cfg(test)]
mod tests {
    use super::{checkpointed, repeat};
    use approx::assert_relative_eq;
    use step_2_autograd::{Scalar, Tape, Value};

    fn step<'t>(x: &[Value<'t>]) -> Vec<Value<'t>> {
        vec![x[0] * 0.9 + x[1] * x[1], (x[0] - x[1]).exp() * 0.5]
    }

    #[test]
    fn pieces_give_the_gradient_of_the_whole() {
        let x = [0.3, -0.2];
        let tape = Tape::new();
        let end = repeat(7, tape.leaves(&x), step);
        let whole = Value::sum(&end).backward();
        for piece in 1..9 {
            let (gradient, _) = checkpointed(&x, 7, piece, step);
            for (a, &b) in gradient.iter().zip(whole.first(2)) {
                assert_relative_eq!(*a, b, epsilon = 0.0, max_relative = 1e-12);
            }
        }
    }
}
