//! The tape: every number of a computation, in the order they were made.

use std::cell::RefCell;

use crate::{Op, Value};

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

/// The numbers on a tape: all that is known of each, at its index.
#[derive(Debug, Default)]
pub(crate) struct Nodes {
    /// The number itself.
    pub(crate) data: Vec<f64>,
    /// The operation that made it.
    pub(crate) ops: Vec<Op>,
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

// ANCHOR: record
impl Nodes {
    /// Adds a number and what made it. Returns its index.
    pub(crate) fn push(&mut self, data: f64, op: Op) -> usize {
        self.data.push(data);
        self.ops.push(op);
        self.data.len() - 1
    }
}

impl Tape {
    /// Puts a number on the tape that was made from nothing.
    pub fn leaf(&self, data: f64) -> Value<'_> {
        let index = self.nodes.borrow_mut().push(data, Op::Leaf);
        Value::new(self, index)
    }
}
// ANCHOR_END: record

// ANCHOR: leaves
impl Tape {
    /// Puts many numbers on the tape, side by side.
    ///
    /// ```
    /// let tape = step_2_autograd::Tape::new();
    /// let leaves = tape.leaves(&[2.0, 3.0]);
    /// assert_eq!((leaves[0] - leaves[1]).data(), -1.0);
    /// ```
    pub fn leaves(&self, data: &[f64]) -> Vec<Value<'_>> {
        let mut nodes = self.nodes.borrow_mut();
        let start = nodes.data.len();
        nodes.data.extend_from_slice(data);
        let end = nodes.data.len();
        nodes.ops.resize(end, Op::Leaf);
        (start..end).map(|i| Value::new(self, i)).collect()
    }
}
// ANCHOR_END: leaves

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
    }
}
// ANCHOR_END: clear
