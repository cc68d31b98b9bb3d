//! A number on the tape, and the arithmetic that writes more of them.

use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::ptr;

use portable::math;

use crate::{Op, Tape};

// ANCHOR: value
/// A number on a [`Tape`]: which tape, and where on it. It is free to copy.
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
        let index = u32::try_from(index).expect("at most 2^32 numbers");
        Value { tape, index }
    }

    /// Its place on the tape.
    pub fn index(self) -> usize {
        self.index as usize
    }

    /// The number itself.
    pub fn data(self) -> f64 {
        self.tape.nodes.borrow().data[self.index()]
    }

    /// The operation that made it.
    pub fn op(self) -> Op {
        self.tape.nodes.borrow().ops[self.index()]
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

// ANCHOR: apply
impl Value<'_> {
    /// A new number, made from this one alone.
    fn apply(self, op: Op, f: impl Fn(f64) -> f64) -> Self {
        let mut nodes = self.tape.nodes.borrow_mut();
        let data = f(nodes.data[self.index()]);
        Value::new(self.tape, nodes.push(data, op))
    }

    /// A new number, made from this one and another.
    fn apply2(self, b: Self, op: Op, f: impl Fn(f64, f64) -> f64) -> Self {
        assert!(ptr::eq(self.tape, b.tape), "values of two tapes");
        let mut nodes = self.tape.nodes.borrow_mut();
        let data = f(nodes.data[self.index()], nodes.data[b.index()]);
        Value::new(self.tape, nodes.push(data, op))
    }
}
// ANCHOR_END: apply

// ANCHOR: add-mul
impl Add for Value<'_> {
    type Output = Self;

    fn add(self, b: Self) -> Self {
        self.apply2(b, Op::Add(self.index, b.index), |a, b| a + b)
    }
}

impl Mul for Value<'_> {
    type Output = Self;

    fn mul(self, b: Self) -> Self {
        self.apply2(b, Op::Mul(self.index, b.index), |a, b| a * b)
    }
}
// ANCHOR_END: add-mul

// ANCHOR: sub-div
impl Sub for Value<'_> {
    type Output = Self;

    fn sub(self, b: Self) -> Self {
        self.apply2(b, Op::Sub(self.index, b.index), |a, b| a - b)
    }
}

impl Div for Value<'_> {
    type Output = Self;

    fn div(self, b: Self) -> Self {
        self.apply2(b, Op::Div(self.index, b.index), |a, b| a / b)
    }
}

impl Neg for Value<'_> {
    type Output = Self;

    fn neg(self) -> Self {
        self.apply(Op::Neg(self.index), |a| -a)
    }
}
// ANCHOR_END: sub-div

// ANCHOR: functions
impl Value<'_> {
    /// `e` to the power of this.
    pub fn exp(self) -> Self {
        self.apply(Op::Exp(self.index), math::exp)
    }

    /// The natural logarithm.
    pub fn ln(self) -> Self {
        self.apply(Op::Ln(self.index), math::ln)
    }

    /// A constant power.
    pub fn powf(self, n: f64) -> Self {
        self.apply(Op::Powf(self.index, n), |a| math::powf(a, n))
    }

    /// `max(0, a)`
    pub fn relu(self) -> Self {
        self.apply(Op::Relu(self.index), |a| if a > 0.0 { a } else { 0.0 })
    }
}
// ANCHOR_END: functions

// ANCHOR: const-right-sum
impl Add<f64> for Value<'_> {
    type Output = Self;

    fn add(self, c: f64) -> Self {
        self.apply(Op::AddConst(self.index, c), |a| a + c)
    }
}

impl Sub<f64> for Value<'_> {
    type Output = Self;

    fn sub(self, c: f64) -> Self {
        self + -c
    }
}
// ANCHOR_END: const-right-sum

// ANCHOR: const-right-product
impl Mul<f64> for Value<'_> {
    type Output = Self;

    fn mul(self, c: f64) -> Self {
        self.apply(Op::MulConst(self.index, c), |a| a * c)
    }
}

impl Div<f64> for Value<'_> {
    type Output = Self;

    fn div(self, c: f64) -> Self {
        self.apply(Op::DivConst(self.index, c), |a| a / c)
    }
}
// ANCHOR_END: const-right-product

// ANCHOR: const-left-sum
impl<'t> Add<Value<'t>> for f64 {
    type Output = Value<'t>;

    fn add(self, a: Value<'t>) -> Value<'t> {
        a + self
    }
}

impl<'t> Sub<Value<'t>> for f64 {
    type Output = Value<'t>;

    fn sub(self, a: Value<'t>) -> Value<'t> {
        -a + self
    }
}
// ANCHOR_END: const-left-sum

// ANCHOR: const-left-product
impl<'t> Mul<Value<'t>> for f64 {
    type Output = Value<'t>;

    fn mul(self, a: Value<'t>) -> Value<'t> {
        a * self
    }
}

impl<'t> Div<Value<'t>> for f64 {
    type Output = Value<'t>;

    fn div(self, a: Value<'t>) -> Value<'t> {
        a.powf(-1.0) * self
    }
}
// ANCHOR_END: const-left-product

// ANCHOR: run-start
/// Where `values` begin on the tape, if they lie side by side and in order.
fn run_start(values: &[Value], tape: &Tape) -> Option<u32> {
    let start = values.first()?.index;
    let are_in_line = values.iter().zip(start..).all(|(value, place)| {
        value.index == place && ptr::eq(value.tape, tape)
    });
    are_in_line.then_some(start)
}
// ANCHOR_END: run-start

// ANCHOR: dot
impl Value<'_> {
    /// The dot product of two runs of numbers as one number on the tape.
    ///
    /// `None` if `a` or `b` do not lie side by side on the tape.
    pub(crate) fn dot_of_runs(a: &[Self], b: &[Self]) -> Option<Self> {
        let tape = a.first()?.tape;
        let (start_a, start_b) = (run_start(a, tape)?, run_start(b, tape)?);
        let mut nodes = tape.nodes.borrow_mut();
        let x = &nodes.data[start_a as usize..][..a.len()];
        let y = &nodes.data[start_b as usize..][..b.len()];
        let products = x.iter().zip(y).map(|(x, y)| x * y);
        let data = products.reduce(|sum, p| sum + p)?;
        let len = u32::try_from(a.len()).ok()?;
        let op = Op::Dot {
            a: start_a,
            b: start_b,
            len,
        };
        Some(Value::new(tape, nodes.push(data, op)))
    }
}
// ANCHOR_END: dot
