//! 2.3 Recording Operations: Add and Multiply
//!
//! The page: `src/step-2-autograd/2.3-recording-operations-add-and-multiply.md`.

use std::ops::{Add, Mul};
use std::ptr;

use portable::math;

use crate::step_2::Value;

/// The operation that made a number, and from which others; those are named by
/// their place on the tape. It is data, so that a graph can be printed and
/// drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// Nothing: the number was put on the tape as it is.
    Leaf,
    /// `a + b`
    Add(u32, u32),
    /// `a * b`
    Mul(u32, u32),
    /// `a - b`
    Sub(u32, u32),
    /// `a / b`
    Div(u32, u32),
    /// `-a`
    Neg(u32),
    /// `a + c` with a constant `c`
    AddConst(u32, f64),
    /// `a * c` with a constant `c`
    MulConst(u32, f64),
    /// `a / c` with a constant `c`
    DivConst(u32, f64),
    /// `a` to a constant power
    Powf(u32, f64),
    /// `e` to the power of `a`
    Exp(u32),
    /// the natural logarithm of `a`
    Ln(u32),
    /// `a` where it is above 0, else 0
    Relu(u32),
    /// the dot product of two runs of `len` numbers, from `a` and from `b` on
    Dot {
        /// where the first run begins
        a: u32,
        /// where the second run begins
        b: u32,
        /// how many numbers each has
        len: u32,
    },
}

impl Op {
    /// The local gradients: for each parent of number `i`, hands its index and
    /// `∂(number i)/∂(parent)` to `edge`. `data` has the numbers of the tape.
    ///
    /// ```
    /// use workbook::step_2::Op;
    ///
    /// let data = [2.0, 5.0, 10.0];
    /// let mut edges = Vec::new();
    /// Op::Mul(0, 1).local_grads(2, &data, |a, grad| edges.push((a, grad)));
    /// assert_eq!(edges, [(0, 5.0), (1, 2.0)]); // ∂(a b)/∂a = b
    /// ```
    #[inline]
    pub fn local_grads(
        self,
        i: usize,
        data: &[f64],
        mut edge: impl FnMut(usize, f64),
    ) {
        todo!()
    }
}

impl Value<'_> {
    /// A new number, made from this one alone.
    pub fn apply(self, op: Op, f: impl Fn(f64) -> f64) -> Self {
        todo!()
    }

    /// A new number, made from this one and another.
    pub fn apply2(self, b: Self, op: Op, f: impl Fn(f64, f64) -> f64) -> Self {
        todo!()
    }
}

impl Add for Value<'_> {
    type Output = Self;

    fn add(self, b: Self) -> Self {
        todo!()
    }
}

impl Mul for Value<'_> {
    type Output = Self;

    fn mul(self, b: Self) -> Self {
        todo!()
    }
}
