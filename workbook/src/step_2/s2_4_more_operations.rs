//! 2.4 More Operations and Syntactic Sugar
//!
//! The page: `src/step-2-autograd/2.4-more-operations-and-syntactic-sugar.md`.

use std::ops::{Add, Div, Mul, Neg, Sub};
use std::ptr;

use portable::math;

use crate::step_2::{Op, Tape, Value};

impl Sub for Value<'_> {
    type Output = Self;

    fn sub(self, b: Self) -> Self {
        todo!()
    }
}

impl Div for Value<'_> {
    type Output = Self;

    fn div(self, b: Self) -> Self {
        todo!()
    }
}

impl Neg for Value<'_> {
    type Output = Self;

    fn neg(self) -> Self {
        todo!()
    }
}

impl Value<'_> {
    /// `e` to the power of this.
    pub fn exp(self) -> Self {
        todo!()
    }

    /// The natural logarithm.
    pub fn ln(self) -> Self {
        todo!()
    }

    /// A constant power.
    pub fn powf(self, n: f64) -> Self {
        todo!()
    }

    /// `max(0, a)`
    pub fn relu(self) -> Self {
        todo!()
    }
}

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

impl Value<'_> {
    /// The dot product of two runs of numbers as one number on the tape.
    ///
    /// `None` if `a` or `b` do not lie side by side on the tape.
    pub(crate) fn dot_of_runs(a: &[Self], b: &[Self]) -> Option<Self> {
        let tape = a.first()?.tape;
        let ((a, len), (b, _)) = (run(a, tape)?, run(b, tape)?);
        let mut nodes = tape.nodes.borrow_mut();
        let x = &nodes.data[a as usize..][..len as usize];
        let y = &nodes.data[b as usize..][..len as usize];
        let products = x.iter().zip(y).map(|(x, y)| x * y);
        let data = products.reduce(|sum, p| sum + p)?;
        let index = nodes.push(data, Op::Dot { a, b, len });
        Some(Value::new(tape, index))
    }
}

/// Where `values` begin on the tape and how many they are, if they lie side by
/// side and in order.
pub fn run(values: &[Value], tape: &Tape) -> Option<(u32, u32)> {
    let (first, last) = (values.first()?.index, values.last()?.index);
    // Counting looks at all of them, several at once; `all` would look at one
    // after the other.
    let in_line = values
        .iter()
        .zip(first..)
        .filter(|&(value, i)| value.index == i && ptr::eq(value.tape, tape));
    let is_run = in_line.count() == values.len();
    is_run.then(|| (first, last - first + 1))
}
