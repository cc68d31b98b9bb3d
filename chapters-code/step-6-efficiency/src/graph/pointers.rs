//! Pointers: every node on its own, held by those that were made from it. This
//! is the shape of the original, and of most first attempts.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::rc::Rc;

use portable::math;
use step_2_autograd::Scalar;

use super::shape::{Graph, functions, operators};

// ANCHOR: pointers
/// Nodes that point to their parents. The list is there only so that a number
/// is free to copy, as a [`Scalar`] has to be.
#[derive(Debug, Default)]
pub struct Pointers {
    nodes: RefCell<Vec<NodePointer>>,
}

type NodePointer = Rc<RefCell<Node>>;

#[derive(Debug)]
struct Node {
    data: f64,
    grad: f64,
    parents: Vec<NodePointer>,
    local_grads: Vec<f64>,
}

/// A number held by [`Pointers`].
#[derive(Clone, Copy, Debug)]
pub struct PointerNumber<'g> {
    graph: &'g Pointers,
    index: usize,
}
// ANCHOR_END: pointers

impl Pointers {
    fn push(
        &self,
        data: f64,
        parents: Vec<NodePointer>,
        local_grads: Vec<f64>,
    ) -> PointerNumber<'_> {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Rc::new(RefCell::new(Node {
            data,
            grad: 0.0,
            parents,
            local_grads,
        })));
        PointerNumber {
            graph: self,
            index: nodes.len() - 1,
        }
    }
}

impl PointerNumber<'_> {
    fn node(self) -> NodePointer {
        Rc::clone(&self.graph.nodes.borrow()[self.index])
    }

    /// A number made of this one alone.
    fn unary(self, data: f64, grad: f64) -> Self {
        self.graph.push(data, vec![self.node()], vec![grad])
    }

    /// A number made of this one and another.
    fn binary(self, other: Self, data: f64, grads: (f64, f64)) -> Self {
        let parents = vec![self.node(), other.node()];
        self.graph.push(data, parents, vec![grads.0, grads.1])
    }
}

operators!(PointerNumber);

impl Scalar for PointerNumber<'_> {
    fn data(self) -> f64 {
        self.graph.nodes.borrow()[self.index].borrow().data
    }

    functions!();
}

impl Graph for Pointers {
    type Number<'g> = PointerNumber<'g>;

    fn leaves(&self, data: &[f64]) -> Vec<PointerNumber<'_>> {
        data.iter()
            .map(|&data| self.push(data, vec![], vec![]))
            .collect()
    }

    fn gradient(&self, loss: PointerNumber<'_>, n: usize) -> Vec<f64> {
        let loss = loss.node();
        let mut order = Vec::new();
        depth_first(&loss, &mut HashSet::new(), &mut order);
        loss.borrow_mut().grad = 1.0;
        for node in order.iter().rev() {
            let node = node.borrow();
            for (parent, local) in node.parents.iter().zip(&node.local_grads) {
                // A square has the same parent twice, but is not its own.
                parent.borrow_mut().grad += local * node.grad;
            }
        }
        let nodes = self.nodes.borrow();
        nodes[..n].iter().map(|node| node.borrow().grad).collect()
    }

    fn len(&self) -> usize {
        self.nodes.borrow().len()
    }
}

/// Appends everything that `node` was made from to `order`, and then `node`.
fn depth_first(
    node: &NodePointer,
    visited: &mut HashSet<*const RefCell<Node>>,
    order: &mut Vec<NodePointer>,
) {
    if visited.insert(Rc::as_ptr(node)) {
        for parent in &node.borrow().parents {
            depth_first(parent, visited, order);
        }
        order.push(Rc::clone(node));
    }
}

/// The last numbers are dropped first. From the first on, the drop of a node
/// would drop its parents, and theirs, as deep as the graph is.
impl Drop for Pointers {
    fn drop(&mut self) {
        let mut nodes = self.nodes.take();
        while nodes.pop().is_some() {}
    }
}
