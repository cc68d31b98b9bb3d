//! The tape: every number of a computation, in the order they were made.

use std::cell::RefCell;

use crate::Value;

// ANCHOR: op
/// What made a number. The operation is data, so that a graph can be printed
/// and drawn; the chain rule does not look at it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// Nothing: the number was put on the tape as it is.
    Leaf,
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a * b`
    Mul,
    /// `a / b`
    Div,
    /// `-a`
    Neg,
    /// `a` plus a constant.
    AddConst(f64),
    /// `a` times a constant.
    MulConst(f64),
    /// `a` divided by a constant.
    DivConst(f64),
    /// `a` to a constant power.
    Powf(f64),
    /// `e` to the power of `a`.
    Exp,
    /// The natural logarithm of `a`.
    Ln,
    /// `a` where it is above 0, else 0.
    Relu,
    /// The dot product of two runs of numbers.
    Dot,
}
// ANCHOR_END: op

// ANCHOR: parents
/// Which numbers a number was made from, and how it moves when they move: its
/// local gradients. Numbers are named by their place on the tape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Parents {
    /// A leaf has none.
    None,
    /// One parent and its local gradient.
    One(u32, f64),
    /// Two parents and their local gradients.
    Two([u32; 2], [f64; 2]),
    /// Two runs of `len` numbers, from `a` and from `b` on. The local gradient
    /// of each number is its partner in the other run.
    Runs {
        /// Where the first run begins.
        a: u32,
        /// Where the second run begins.
        b: u32,
        /// How many numbers each has.
        len: u32,
    },
}
// ANCHOR_END: parents

// ANCHOR: tape
/// Every number of a computation in the order they were made, and so every
/// parent before its children (a Wengert list: Wengert, 1964).
///
/// The tape owns the numbers. A [`Value`] is a handle to one of them, and the
/// compiler sees to it that no handle outlives the tape.
///
/// ```
/// let tape = step_2_autograd::Tape::new();
/// let a = tape.leaf(2.0);
/// let b = tape.leaf(3.0);
/// assert_eq!((a * b).data(), 6.0);
/// assert_eq!(tape.len(), 3);
/// ```
#[derive(Debug, Default)]
pub struct Tape {
    pub(crate) nodes: RefCell<Nodes>,
}

/// One entry per number, at the number's index.
#[derive(Debug, Default)]
pub(crate) struct Nodes {
    pub(crate) data: Vec<f64>,
    pub(crate) ops: Vec<Op>,
    pub(crate) parents: Vec<Parents>,
}

impl Tape {
    /// An empty tape.
    pub fn new() -> Self {
        Tape::default()
    }

    /// How many numbers are on the tape.
    pub fn len(&self) -> usize {
        self.nodes.borrow().data.len()
    }

    /// Whether the tape has no numbers.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
// ANCHOR_END: tape

// ANCHOR: leaf
impl Tape {
    /// Puts a number on the tape that was made from nothing.
    pub fn leaf(&self, data: f64) -> Value<'_> {
        self.record(data, Op::Leaf, Parents::None)
    }

    /// Puts many numbers on the tape, side by side.
    ///
    /// ```
    /// let tape = step_2_autograd::Tape::new();
    /// let [a, b] = tape.leaves(&[2.0, 3.0])[..] else { unreachable!() };
    /// assert_eq!((a - b).data(), -1.0);
    /// ```
    pub fn leaves(&self, data: &[f64]) -> Vec<Value<'_>> {
        let mut nodes = self.nodes.borrow_mut();
        let start = nodes.data.len();
        nodes.data.extend_from_slice(data);
        let end = nodes.data.len();
        nodes.ops.resize(end, Op::Leaf);
        nodes.parents.resize(end, Parents::None);
        (start..end).map(|i| Value::new(self, i)).collect()
    }
}
// ANCHOR_END: leaf

// ANCHOR: record
impl Tape {
    /// Adds a number and how it came about.
    pub(crate) fn record(
        &self,
        data: f64,
        op: Op,
        parents: Parents,
    ) -> Value<'_> {
        let mut nodes = self.nodes.borrow_mut();
        let index = nodes.data.len();
        nodes.data.push(data);
        nodes.ops.push(op);
        nodes.parents.push(parents);
        Value::new(self, index)
    }
}
// ANCHOR_END: record

// ANCHOR: clear
impl Tape {
    /// Empties the tape and keeps its memory for the next computation.
    ///
    /// Wanting `&mut self`, it does not compile while a [`Value`] is alive:
    ///
    /// ```compile_fail,E0502
    /// let mut tape = step_2_autograd::Tape::new();
    /// let a = tape.leaf(2.0);
    /// tape.clear();
    /// a.data(); // the number is gone
    /// ```
    pub fn clear(&mut self) {
        let nodes = self.nodes.get_mut();
        nodes.data.clear();
        nodes.ops.clear();
        nodes.parents.clear();
    }
}
// ANCHOR_END: clear
