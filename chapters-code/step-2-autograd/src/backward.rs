//! Backward: from one number back to everything it was made from.

use crate::Value;

// ANCHOR: gradients
/// How one number, the loss, moves with every number on its tape.
///
/// The gradient belongs to the pair of them, so it is not kept in the numbers:
/// each call of [`Value::backward`] starts from zeros of its own.
#[derive(Clone, Debug)]
pub struct Gradients {
    pub(crate) by_index: Vec<f64>,
}

impl Gradients {
    /// `∂loss/∂value`; 0 if the loss does not depend on it.
    ///
    /// `value` must be of the loss's own tape, from before its next `clear`:
    /// places are all that is compared.
    pub fn of(&self, value: Value) -> f64 {
        self.by_index.get(value.index()).copied().unwrap_or(0.0)
    }

    /// The gradients of the first `n` numbers of the tape: of the parameters,
    /// if they were put there first.
    ///
    /// # Panics
    ///
    /// If the loss is not at least the `n`th number.
    pub fn first(&self, n: usize) -> &[f64] {
        &self.by_index[..n]
    }
}
// ANCHOR_END: gradients

// ANCHOR: backward
impl Value<'_> {
    /// The gradient of this number with respect to every number before it:
    /// reverse-mode automatic differentiation (Linnainmaa, 1970).
    ///
    /// Children come after their parents on the tape. So, walking backwards,
    /// a number's gradient is complete before it is passed on.
    ///
    /// ```
    /// let tape = step_2_autograd::Tape::new();
    /// let a = tape.leaf(2.0);
    /// let b = a + a; // used twice: both ways count
    /// assert_eq!(b.backward().of(a), 2.0);
    /// ```
    pub fn backward(self) -> Gradients {
        let nodes = self.tape.nodes.borrow();
        let mut grad = vec![0.0; self.index() + 1];
        grad[self.index()] = 1.0;
        for i in (0..=self.index()).rev() {
            let g = grad[i];
            if g == 0.0 {
                continue; // Nothing to pass on.
            }
            nodes.ops[i].local_grads(i, &nodes.data, |parent, local| {
                grad[parent] += local * g;
            });
        }
        Gradients { by_index: grad }
    }
}
// ANCHOR_END: backward
