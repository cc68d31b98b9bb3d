//! 2.2 The Value Class: Wrapping Numbers
//!
//! The page: `src/step-2-autograd/2.2-the-value-class-wrapping-numbers.md`.

use std::cell::RefCell;
use std::fmt;

use crate::step_2::Op;

/// Every number of a computation in the order they were made, and so every
/// parent before its children (a Wengert list: Wengert, 1964).
///
/// The tape owns the numbers. A [`Value`] is a handle to one of them, and the
/// compiler sees to it that no handle outlives the tape.
///
/// ```
/// let tape = workbook::step_2::Tape::new();
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

impl Nodes {
    /// Adds a number and what made it. Returns its index.
    pub(crate) fn push(&mut self, data: f64, op: Op) -> usize {
        todo!()
    }
}

impl Tape {
    /// Puts a number on the tape that was made from nothing.
    pub fn leaf(&self, data: f64) -> Value<'_> {
        todo!()
    }

    /// Puts many numbers on the tape, side by side.
    ///
    /// ```
    /// let tape = workbook::step_2::Tape::new();
    /// let leaves = tape.leaves(&[2.0, 3.0]);
    /// assert_eq!((leaves[0] - leaves[1]).data(), -1.0);
    /// ```
    pub fn leaves(&self, data: &[f64]) -> Vec<Value<'_>> {
        todo!()
    }

    /// Empties the tape and keeps its memory for the next computation.
    ///
    /// Wanting `&mut self`, it does not compile while a [`Value`] is alive:
    ///
    /// ```compile_fail,E0502
    /// let mut tape = workbook::step_2::Tape::new();
    /// let a = tape.leaf(2.0);
    /// tape.clear();
    /// a.data(); // the number is gone
    /// ```
    pub fn clear(&mut self) {
        todo!()
    }
}

/// A number on a [`Tape`]: which tape, and where on it. It is free to copy.
///
/// ```
/// let tape = workbook::step_2::Tape::new();
/// let a = tape.leaf(3.0);
/// let b = a * a + 1.0;
/// assert_eq!(b.data(), 10.0);
/// assert_eq!(b.backward().of(a), 6.0); // ∂(a² + 1)/∂a = 2a
/// ```
#[derive(Clone, Copy)]
pub struct Value<'t> {
    pub(crate) tape: &'t Tape,
    pub(crate) index: u32,
}

impl<'t> Value<'t> {
    pub(crate) fn new(tape: &'t Tape, index: usize) -> Self {
        let index = u32::try_from(index).expect("at most 2^32 numbers");
        Value { tape, index }
    }

    /// Its place on the tape.
    pub fn index(self) -> usize {
        self.index as usize
    }

    /// The number itself.
    pub fn data(self) -> f64 {
        todo!()
    }

    /// The operation that made it.
    pub fn op(self) -> Op {
        todo!()
    }
}

/// Prints as `v7 = 2.5`: its place on the tape and the number.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "v{} = {}", self.index, self.data())
    }
}
