//! 2.5 Backward: Walking the Graph
//!
//! The page: `src/step-2-autograd/2.5-backward-walking-the-graph.md`.

use std::collections::HashSet;

use crate::step_2::Value;

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

impl<'t> Value<'t> {
    /// Every parent with its local gradient.
    ///
    /// ```
    /// let tape = workbook::step_2::Tape::new();
    /// let (a, b) = (tape.leaf(2.0), tape.leaf(3.0));
    /// let edges = (a * b).parent_edges();
    /// assert_eq!(edges[0].0.index(), a.index());
    /// assert_eq!(edges[0].1, 3.0); // ∂(a b)/∂a = b
    /// ```
    pub fn parent_edges(self) -> Vec<(Value<'t>, f64)> {
        let nodes = self.tape.nodes.borrow();
        let mut edges = Vec::new();
        self.op()
            .local_grads(self.index(), &nodes.data, |parent, grad| {
                edges.push((Value::new(self.tape, parent), grad));
            });
        edges
    }
}

/// Everything that `root` was made from and `root` itself, parents before
/// children, found by going down from `root` (depth-first search).
///
/// The order of the tape is another such order, and costs nothing. This one
/// recurses, so a deep graph can overflow the stack.
///
/// ```
/// use workbook::step_2::depth_first;
///
/// let tape = workbook::step_2::Tape::new();
/// let a = tape.leaf(1.0);
/// let b = a + a;
/// let c = b + b;
/// let indices: Vec<usize> = depth_first(c).iter().map(|v| v.index()).collect();
/// assert_eq!(indices, [a.index(), b.index(), c.index()]);
/// ```
pub fn depth_first(root: Value<'_>) -> Vec<Value<'_>> {
    todo!()
}

/// The gradients of `root` as the original finds them: sort, then walk the
/// order backwards.
///
/// ```
/// use workbook::step_2::backward_sorted;
///
/// let tape = workbook::step_2::Tape::new();
/// let a = tape.leaf(3.0);
/// assert_eq!(backward_sorted(a * a).of(a), 6.0);
/// ```
pub fn backward_sorted(root: Value<'_>) -> Gradients {
    todo!()
}

impl Value<'_> {
    /// The gradient of this number with respect to every number before it:
    /// reverse-mode automatic differentiation (Linnainmaa, 1970).
    ///
    /// Children come after their parents on the tape. So, walking backwards,
    /// a number's gradient is complete before it is passed on.
    ///
    /// ```
    /// let tape = workbook::step_2::Tape::new();
    /// let a = tape.leaf(2.0);
    /// let b = a + a; // used twice: both ways count
    /// assert_eq!(b.backward().of(a), 2.0);
    /// ```
    pub fn backward(self) -> Gradients {
        todo!()
    }
}
