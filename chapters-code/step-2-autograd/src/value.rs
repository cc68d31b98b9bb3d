//! A number on the tape, and the arithmetic that writes more of them.

use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Range, Sub};
use std::ptr;

use names::math;

use crate::{Op, Parents, Tape};

// ANCHOR: value
/// A number on a [`Tape`]: a handle of 16 bytes, free to copy.
///
/// ```
/// let tape = step_2_autograd::Tape::new();
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
        let index =
            u32::try_from(index).expect("a tape of at most 2^32 numbers");
        Value { tape, index }
    }

    /// The number itself.
    pub fn data(self) -> f64 {
        self.tape.nodes.borrow().data[self.index as usize]
    }

    /// Its place on the tape.
    pub fn index(self) -> usize {
        self.index as usize
    }

    /// What made it.
    pub fn op(self) -> Op {
        self.tape.nodes.borrow().ops[self.index()]
    }

    /// What it was made from.
    pub fn parents(self) -> Parents {
        self.tape.nodes.borrow().parents[self.index()]
    }
}
// ANCHOR_END: value

// ANCHOR: debug
/// Prints as `v7 = 2.5`: its place on the tape and the number.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "v{} = {}", self.index, self.data())
    }
}
// ANCHOR_END: debug

// ANCHOR: one-two
impl Value<'_> {
    /// A new number made from this one.
    fn one(self, op: Op, data: f64, local_grad: f64) -> Self {
        let parents = Parents::One(self.index, local_grad);
        self.tape.record(data, op, parents)
    }

    /// A new number made from this one and another.
    fn two(
        self,
        other: Self,
        op: Op,
        data: f64,
        local_grads: [f64; 2],
    ) -> Self {
        assert!(ptr::eq(self.tape, other.tape), "values of two tapes");
        let parents = Parents::Two([self.index, other.index], local_grads);
        self.tape.record(data, op, parents)
    }
}
// ANCHOR_END: one-two

// ANCHOR: add-mul
/// `∂(a + b)/∂a = 1`, `∂(a + b)/∂b = 1`
impl Add for Value<'_> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let (a, b) = (self.data(), other.data());
        self.two(other, Op::Add, a + b, [1.0, 1.0])
    }
}

/// `∂(a b)/∂a = b`, `∂(a b)/∂b = a`
impl Mul for Value<'_> {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let (a, b) = (self.data(), other.data());
        self.two(other, Op::Mul, a * b, [b, a])
    }
}
// ANCHOR_END: add-mul

// ANCHOR: sub-div
/// `∂(a - b)/∂a = 1`, `∂(a - b)/∂b = -1`
impl Sub for Value<'_> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        let (a, b) = (self.data(), other.data());
        self.two(other, Op::Sub, a - b, [1.0, -1.0])
    }
}

/// `∂(a / b)/∂a = 1 / b`, `∂(a / b)/∂b = -a / b²`
impl Div for Value<'_> {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let (a, b) = (self.data(), other.data());
        self.two(other, Op::Div, a / b, [1.0 / b, -a / (b * b)])
    }
}

/// `∂(-a)/∂a = -1`
impl Neg for Value<'_> {
    type Output = Self;

    fn neg(self) -> Self {
        self.one(Op::Neg, -self.data(), -1.0)
    }
}
// ANCHOR_END: sub-div

// ANCHOR: functions
impl Value<'_> {
    /// `e` to the power of this: `∂exp(a)/∂a = exp(a)`.
    pub fn exp(self) -> Self {
        let e = math::exp(self.data());
        self.one(Op::Exp, e, e)
    }

    /// The natural logarithm: `∂ln(a)/∂a = 1 / a`.
    pub fn ln(self) -> Self {
        let a = self.data();
        self.one(Op::Ln, math::ln(a), 1.0 / a)
    }

    /// A constant power: `∂(a^n)/∂a = n a^(n - 1)`.
    pub fn powf(self, n: f64) -> Self {
        let a = self.data();
        self.one(Op::Powf(n), math::powf(a, n), n * math::powf(a, n - 1.0))
    }

    /// `max(0, a)`: its slope is 1 above 0, else 0.
    pub fn relu(self) -> Self {
        let a = self.data();
        let (data, slope) = if a > 0.0 { (a, 1.0) } else { (0.0, 0.0) };
        self.one(Op::Relu, data, slope)
    }
}
// ANCHOR_END: functions

// ANCHOR: const-right
impl Add<f64> for Value<'_> {
    type Output = Self;

    fn add(self, c: f64) -> Self {
        self.one(Op::AddConst(c), self.data() + c, 1.0)
    }
}

impl Mul<f64> for Value<'_> {
    type Output = Self;

    fn mul(self, c: f64) -> Self {
        self.one(Op::MulConst(c), self.data() * c, c)
    }
}

impl Sub<f64> for Value<'_> {
    type Output = Self;

    fn sub(self, c: f64) -> Self {
        self + -c
    }
}

impl Div<f64> for Value<'_> {
    type Output = Self;

    fn div(self, c: f64) -> Self {
        self.one(Op::DivConst(c), self.data() / c, 1.0 / c)
    }
}
// ANCHOR_END: const-right

// ANCHOR: const-left
impl<'t> Add<Value<'t>> for f64 {
    type Output = Value<'t>;

    fn add(self, a: Value<'t>) -> Value<'t> {
        a + self
    }
}

impl<'t> Mul<Value<'t>> for f64 {
    type Output = Value<'t>;

    fn mul(self, a: Value<'t>) -> Value<'t> {
        a * self
    }
}

impl<'t> Sub<Value<'t>> for f64 {
    type Output = Value<'t>;

    fn sub(self, a: Value<'t>) -> Value<'t> {
        -a + self
    }
}

impl<'t> Div<Value<'t>> for f64 {
    type Output = Value<'t>;

    fn div(self, a: Value<'t>) -> Value<'t> {
        a.powf(-1.0) * self
    }
}
// ANCHOR_END: const-left

// ANCHOR: dot
impl Value<'_> {
    /// The dot product of two runs of numbers as one number on the tape:
    /// `Σ_j a_j b_j`, with `∂/∂a_j = b_j` and `∂/∂b_j = a_j`.
    ///
    /// `None` if `a` or `b` do not lie side by side on the tape.
    pub(crate) fn dot_of_runs(a: &[Self], b: &[Self]) -> Option<Self> {
        let tape = a.first()?.tape;
        let (run_a, run_b) = (run(a, tape)?, run(b, tape)?);
        let data = {
            let data = &tape.nodes.borrow().data;
            let products = data[run_a.clone()].iter().zip(&data[run_b.clone()]);
            products.fold(0.0, |sum, (a, b)| sum + a * b)
        };
        let (a, b, len) = (a[0].index, b[0].index, a.len().min(b.len()) as u32);
        Some(tape.record(data, Op::Dot, Parents::Runs { a, b, len }))
    }
}

/// Where `values` lie on the tape, if it is side by side and in order.
fn run(values: &[Value], tape: &Tape) -> Option<Range<usize>> {
    let start = values.first()?.index;
    let side_by_side = values
        .iter()
        .zip(start..)
        .all(|(value, i)| value.index == i && ptr::eq(value.tape, tape));
    side_by_side.then(|| start as usize..start as usize + values.len())
}
// ANCHOR_END: dot
