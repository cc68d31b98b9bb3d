//! Another order to walk in: the sort that the original needs.

use std::collections::HashSet;

use crate::{Gradients, Value};

// ANCHOR: parent-edges
impl<'t> Value<'t> {
    /// Every parent with its local gradient.
    ///
    /// ```
    /// let tape = step_2_autograd::Tape::new();
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
// ANCHOR_END: parent-edges

// ANCHOR: depth-first
/// Everything that `root` was made from and `root` itself, parents before
/// children, found by going down from `root` (depth-first search).
///
/// The order of the tape is another such order, and costs nothing. This one
/// recurses, so a deep graph can overflow the stack.
///
/// ```
/// use step_2_autograd::order::depth_first;
///
/// let tape = step_2_autograd::Tape::new();
/// let a = tape.leaf(1.0);
/// let b = a + a;
/// let c = b + b;
/// let indices: Vec<usize> = depth_first(c).iter().map(|v| v.index()).collect();
/// assert_eq!(indices, [a.index(), b.index(), c.index()]);
/// ```
pub fn depth_first(root: Value<'_>) -> Vec<Value<'_>> {
    fn visit<'t>(
        value: Value<'t>,
        visited: &mut HashSet<usize>,
        order: &mut Vec<Value<'t>>,
    ) {
        if visited.insert(value.index()) {
            for (parent, _) in value.parent_edges() {
                visit(parent, visited, order);
            }
            order.push(value);
        }
    }
    let mut order = Vec::new();
    visit(root, &mut HashSet::new(), &mut order);
    order
}
// ANCHOR_END: depth-first

// ANCHOR: backward-sorted
/// The gradients of `root` as the original finds them: sort, then walk the
/// order backwards.
///
/// ```
/// use step_2_autograd::order::backward_sorted;
///
/// let tape = step_2_autograd::Tape::new();
/// let a = tape.leaf(3.0);
/// assert_eq!(backward_sorted(a * a).of(a), 6.0);
/// ```
pub fn backward_sorted(root: Value<'_>) -> Gradients {
    let mut grad = vec![0.0; root.index() + 1];
    grad[root.index()] = 1.0;
    for value in depth_first(root).iter().rev() {
        for (parent, local_grad) in value.parent_edges() {
            grad[parent.index()] += local_grad * grad[value.index()];
        }
    }
    Gradients { by_index: grad }
}
// ANCHOR_END: backward-sorted
