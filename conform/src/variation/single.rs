//! A tape whose numbers all fit into an `f32`.
//!
//! Ports that are made to be fast compute in single precision. What comes of
//! it depends on the order of their additions, so no two print the same digits
//! for long; this one shows how far apart that is.

use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Neg, Sub};

use portable::math;
use step_2_autograd::{Op, Scalar};

/// The nearest number that an `f32` can hold.
///
/// ```
/// use conform::variation::single::rounded;
///
/// assert_eq!(rounded(0.5), 0.5);
/// assert_eq!(rounded(0.1), f64::from(0.1_f32));
/// ```
#[allow(clippy::cast_possible_truncation)]
pub fn rounded(x: f64) -> f64 {
    f64::from(x as f32)
}

/// As [`step_2_autograd::Tape`].
#[derive(Debug, Default)]
pub struct Tape {
    nodes: RefCell<(Vec<f64>, Vec<Op>)>,
}

/// As [`step_2_autograd::Value`].
#[derive(Clone, Copy, Debug)]
pub struct Single<'t> {
    tape: &'t Tape,
    index: u32,
}

impl Tape {
    /// An empty tape.
    pub fn new() -> Self {
        Tape::default()
    }

    /// Empties the tape and keeps its memory.
    pub fn clear(&mut self) {
        let (data, ops) = self.nodes.get_mut();
        data.clear();
        ops.clear();
    }

    /// Puts many numbers on the tape, side by side.
    pub fn leaves(&self, data: &[f64]) -> Vec<Single<'_>> {
        data.iter().map(|&x| self.push(x, Op::Leaf)).collect()
    }

    /// # Panics
    ///
    /// If the tape has 2^32 numbers already.
    fn push(&self, x: f64, op: Op) -> Single<'_> {
        let (data, ops) = &mut *self.nodes.borrow_mut();
        let index = u32::try_from(data.len()).expect("at most 2^32 numbers");
        data.push(rounded(x));
        ops.push(op);
        Single { tape: self, index }
    }
}

impl Single<'_> {
    /// The gradient with respect to the first `n` numbers of the tape.
    pub fn backward(self, n: usize) -> Vec<f64> {
        let (data, ops) = &*self.tape.nodes.borrow();
        let last = self.index as usize;
        let mut grad = vec![0.0; last + 1];
        grad[last] = 1.0;
        for i in (0..=last).rev() {
            let g = grad[i];
            ops[i].local_grads(i, data, |parent, local| {
                grad[parent] = rounded(grad[parent] + rounded(local * g));
            });
        }
        grad.truncate(n);
        grad
    }

    fn apply(self, op: Op, f: impl Fn(f64) -> f64) -> Self {
        self.tape.push(f(self.data()), op)
    }

    fn apply2(self, b: Self, op: Op, f: impl Fn(f64, f64) -> f64) -> Self {
        self.tape.push(f(self.data(), b.data()), op)
    }
}

impl Add for Single<'_> {
    type Output = Self;
    fn add(self, b: Self) -> Self {
        self.apply2(b, Op::Add(self.index, b.index), |a, b| a + b)
    }
}

impl Sub for Single<'_> {
    type Output = Self;
    fn sub(self, b: Self) -> Self {
        self.apply2(b, Op::Sub(self.index, b.index), |a, b| a - b)
    }
}

impl Mul for Single<'_> {
    type Output = Self;
    fn mul(self, b: Self) -> Self {
        self.apply2(b, Op::Mul(self.index, b.index), |a, b| a * b)
    }
}

impl Div for Single<'_> {
    type Output = Self;
    fn div(self, b: Self) -> Self {
        self.apply2(b, Op::Div(self.index, b.index), |a, b| a / b)
    }
}

impl Neg for Single<'_> {
    type Output = Self;
    fn neg(self) -> Self {
        self.apply(Op::Neg(self.index), |a| -a)
    }
}

impl Add<f64> for Single<'_> {
    type Output = Self;
    fn add(self, c: f64) -> Self {
        self.apply(Op::AddConst(self.index, c), |a| a + c)
    }
}

impl Sub<f64> for Single<'_> {
    type Output = Self;
    fn sub(self, c: f64) -> Self {
        self + -c
    }
}

impl Mul<f64> for Single<'_> {
    type Output = Self;
    fn mul(self, c: f64) -> Self {
        self.apply(Op::MulConst(self.index, c), |a| a * c)
    }
}

impl Div<f64> for Single<'_> {
    type Output = Self;
    fn div(self, c: f64) -> Self {
        self.apply(Op::DivConst(self.index, c), |a| a / c)
    }
}

impl Scalar for Single<'_> {
    fn data(self) -> f64 {
        self.tape.nodes.borrow().0[self.index as usize]
    }

    fn exp(self) -> Self {
        self.apply(Op::Exp(self.index), math::exp)
    }

    fn ln(self) -> Self {
        self.apply(Op::Ln(self.index), math::ln)
    }

    fn powf(self, n: f64) -> Self {
        self.apply(Op::Powf(self.index, n), |a| math::powf(a, n))
    }

    fn relu(self) -> Self {
        self.apply(Op::Relu(self.index), |a| if a > 0.0 { a } else { 0.0 })
    }
}
