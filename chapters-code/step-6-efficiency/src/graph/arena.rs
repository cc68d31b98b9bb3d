//! An arena: all nodes in one block, parents as places in it.

use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Neg, Sub};

use portable::math;
use step_2_autograd::Scalar;

use super::shape::{Graph, functions, operators};

// ANCHOR: arena
/// Nodes of one size, one after the other, in the order they were made: room
/// for two parents, whether there are two or not.
#[derive(Debug, Default)]
pub struct Arena {
    nodes: RefCell<Vec<Node>>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    data: f64,
    parents: [u32; 2],
    local_grads: [f64; 2],
}

/// A number in an [`Arena`].
#[derive(Clone, Copy, Debug)]
pub struct ArenaNumber<'g> {
    arena: &'g Arena,
    index: u32,
}
// ANCHOR_END: arena

impl Graph for Arena {
    type Number<'g> = ArenaNumber<'g>;

    fn leaves(&self, data: &[f64]) -> Vec<ArenaNumber<'_>> {
        data.iter()
            .map(|&data| self.push(data, [0; 2], [0.0; 2]))
            .collect()
    }

    // ANCHOR: arena-gradient
    fn gradient(&self, loss: ArenaNumber<'_>, n: usize) -> Vec<f64> {
        let nodes = self.nodes.borrow();
        let mut grad = vec![0.0; loss.index as usize + 1];
        grad[loss.index as usize] = 1.0;
        for i in (n..grad.len()).rev() {
            let (node, g) = (&nodes[i], grad[i]);
            for (parent, local) in node.parents.iter().zip(node.local_grads) {
                grad[*parent as usize] += local * g;
            }
        }
        grad.truncate(n);
        grad
    }
    // ANCHOR_END: arena-gradient

    fn len(&self) -> usize {
        self.nodes.borrow().len()
    }
}

impl Arena {
    fn push(
        &self,
        data: f64,
        parents: [u32; 2],
        local_grads: [f64; 2],
    ) -> ArenaNumber<'_> {
        let mut nodes = self.nodes.borrow_mut();
        let index = u32::try_from(nodes.len()).expect("at most 2^32 numbers");
        nodes.push(Node {
            data,
            parents,
            local_grads,
        });
        ArenaNumber { arena: self, index }
    }
}

impl ArenaNumber<'_> {
    /// A number made of this one alone. The second parent is the first again,
    /// and gets nothing.
    fn unary(self, data: f64, grad: f64) -> Self {
        self.arena.push(data, [self.index; 2], [grad, 0.0])
    }

    /// A number made of this one and another.
    fn binary(self, other: Self, data: f64, grads: (f64, f64)) -> Self {
        let parents = [self.index, other.index];
        self.arena.push(data, parents, [grads.0, grads.1])
    }
}

operators!(ArenaNumber);

impl Scalar for ArenaNumber<'_> {
    fn data(self) -> f64 {
        self.arena.nodes.borrow()[self.index as usize].data
    }

    functions!();
}
