//! The graph of pointers of the book, but for how the way back is ordered.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};
use std::marker::PhantomData;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::rc::Rc;

use portable::math;
use step_2_autograd::Scalar;

use super::shape::{Graph, functions, operators};

/// Nodes that point to their parents, put in order by `O`.
#[derive(Debug, Default)]
pub struct Pointers<O> {
    nodes: Nodes,
    order: PhantomData<O>,
}

type Nodes = RefCell<Vec<NodePointer>>;
type NodePointer = Rc<RefCell<Node>>;

#[derive(Debug)]
pub struct Node {
    data: f64,
    grad: f64,
    parents: Vec<NodePointer>,
    local_grads: Vec<f64>,
}

#[derive(Clone, Copy, Debug)]
pub struct PointerNumber<'g> {
    nodes: &'g Nodes,
    index: usize,
}

/// Which numbers come before which.
pub trait Order: Debug + Default {
    /// All that `loss` was made from, and `loss` last.
    fn before(made: &[NodePointer], loss: &NodePointer) -> Vec<NodePointer>;
}

/// Sorted depth first, with a set of those visited that hashes by `H`.
#[derive(Debug, Default)]
pub struct Sorted<H>(PhantomData<H>);

impl<H: BuildHasher + Debug + Default> Order for Sorted<H> {
    fn before(_: &[NodePointer], loss: &NodePointer) -> Vec<NodePointer> {
        let mut order = Vec::new();
        let mut visited = HashSet::with_hasher(H::default());
        depth_first(loss, &mut visited, &mut order);
        order
    }
}

fn depth_first<H: BuildHasher>(
    node: &NodePointer,
    visited: &mut HashSet<*const RefCell<Node>, H>,
    order: &mut Vec<NodePointer>,
) {
    if visited.insert(Rc::as_ptr(node)) {
        for parent in &node.borrow().parents {
            depth_first(parent, visited, order);
        }
        order.push(Rc::clone(node));
    }
}

/// One multiplication for a hash: enough for addresses that nobody chose.
pub type QuickHash = BuildHasherDefault<Multiply>;

#[derive(Debug, Default)]
pub struct Multiply(u64);

impl Hasher for Multiply {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_usize(byte.into());
        }
    }

    fn write_usize(&mut self, address: usize) {
        let hash =
            (self.0 ^ address as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = hash ^ hash >> 32;
    }
}

/// Not sorted: in the order they were made, which is an order, too.
#[derive(Debug, Default)]
pub struct AsMade;

impl Order for AsMade {
    fn before(made: &[NodePointer], _: &NodePointer) -> Vec<NodePointer> {
        made.to_vec()
    }
}

fn push(
    nodes: &Nodes,
    data: f64,
    parents: Vec<NodePointer>,
    local_grads: Vec<f64>,
) -> PointerNumber<'_> {
    nodes.borrow_mut().push(Rc::new(RefCell::new(Node {
        data,
        grad: 0.0,
        parents,
        local_grads,
    })));
    let index = nodes.borrow().len() - 1;
    PointerNumber { nodes, index }
}

impl PointerNumber<'_> {
    fn node(self) -> NodePointer {
        Rc::clone(&self.nodes.borrow()[self.index])
    }

    fn unary(self, data: f64, grad: f64) -> Self {
        push(self.nodes, data, vec![self.node()], vec![grad])
    }

    fn binary(self, other: Self, data: f64, grads: (f64, f64)) -> Self {
        let parents = vec![self.node(), other.node()];
        push(self.nodes, data, parents, vec![grads.0, grads.1])
    }
}

operators!(PointerNumber);

impl Scalar for PointerNumber<'_> {
    fn data(self) -> f64 {
        self.nodes.borrow()[self.index].borrow().data
    }

    functions!();
}

impl<O: Order> Graph for Pointers<O> {
    type Number<'g>
        = PointerNumber<'g>
    where
        O: 'g;

    fn leaves(&self, data: &[f64]) -> Vec<PointerNumber<'_>> {
        let leaf = |&data| push(&self.nodes, data, vec![], vec![]);
        data.iter().map(leaf).collect()
    }

    fn gradient(&self, loss: PointerNumber<'_>, n: usize) -> Vec<f64> {
        let loss = loss.node();
        let order = O::before(&self.nodes.borrow(), &loss);
        loss.borrow_mut().grad = 1.0;
        for node in order.iter().rev() {
            let node = node.borrow();
            for (parent, local) in node.parents.iter().zip(&node.local_grads) {
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

impl<O> Drop for Pointers<O> {
    fn drop(&mut self) {
        let mut nodes = self.nodes.take();
        while nodes.pop().is_some() {}
    }
}
