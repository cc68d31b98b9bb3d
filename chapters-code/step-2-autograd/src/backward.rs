//! Backward: from one number back to everything it was made from.

use crate::{Op, Value};

// ANCHOR: gradients
/// How one number, the loss, moves with every number on its tape.
///
/// The gradient belongs to the pair of them, so it is not kept in the numbers:
/// each call of [`Value::backward`] starts from zeros of its own.
#[derive(Clone, Debug)]
pub struct Gradients {
    by_index: Vec<f64>,
}

impl Gradients {
    /// `∂loss/∂value`; 0 if the loss does not depend on it.
    pub fn of(&self, value: Value) -> f64 {
        self.by_index.get(value.index()).copied().unwrap_or(0.0)
    }

    /// The gradients of the first `n` numbers of the tape: of the parameters,
    /// if they were put there first.
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
            if let Op::Dot { a, b, len } = nodes.ops[i] {
                let (a, b, len) = (a as usize, b as usize, len as usize);
                add_scaled(&mut grad[a..][..len], g, &nodes.data[b..][..len]);
                add_scaled(&mut grad[b..][..len], g, &nodes.data[a..][..len]);
            } else {
                nodes.ops[i].local_grads(i, &nodes.data, |parent, local| {
                    grad[parent] += local * g;
                });
            }
        }
        Gradients { by_index: grad }
    }
}
// ANCHOR_END: backward

// ANCHOR: add-scaled
/// `sum_j += factor * x_j`
fn add_scaled(sum: &mut [f64], factor: f64, x: &[f64]) {
    for (sum, x) in sum.iter_mut().zip(x) {
        *sum += factor * x;
    }
}
// ANCHOR_END: add-scaled
