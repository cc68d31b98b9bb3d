//! A tape for what can be wrong with one.
//!
//! It has no operation but those of the original, whose graph it records
//! number by number: in another graph, other mistakes would be the same. Its
//! numbers may all be rounded to an `f32`. What comes of that depends on the
//! order of the additions, so no two ports in single precision print the same
//! digits for long; this one shows how far apart they are.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::{Add, Div, Mul, Neg, Sub};

use portable::math;
use step_2_autograd::{Op, Scalar};

use super::Backward;

/// The nearest number that an `f32` can hold.
///
/// ```
/// use conform::variation::tape::rounded;
///
/// assert_eq!(rounded(0.5), 0.5);
/// assert_eq!(rounded(0.1), f64::from(0.1_f32));
/// ```
#[allow(clippy::cast_possible_truncation)]
pub fn rounded(x: f64) -> f64 {
    f64::from(x as f32)
}

/// As [`step_2_autograd::Tape`].
#[derive(Debug)]
pub struct Tape {
    single: bool,
    nodes: RefCell<(Vec<f64>, Vec<Op>)>,
}

/// As [`step_2_autograd::Value`].
#[derive(Clone, Copy, Debug)]
pub struct Number<'t> {
    tape: &'t Tape,
    index: u32,
}

impl Tape {
    /// An empty tape, in single precision or not.
    pub fn new(single: bool) -> Self {
        Tape {
            single,
            nodes: RefCell::default(),
        }
    }

    /// Empties the tape and keeps its memory.
    pub fn clear(&mut self) {
        let (data, ops) = self.nodes.get_mut();
        data.clear();
        ops.clear();
    }

    /// Puts many numbers on the tape, side by side.
    pub fn leaves(&self, data: &[f64]) -> Vec<Number<'_>> {
        data.iter().map(|&x| self.push(x, Op::Leaf)).collect()
    }

    fn round(&self, x: f64) -> f64 {
        if self.single { rounded(x) } else { x }
    }

    /// # Panics
    ///
    /// If the tape has 2^32 numbers already.
    fn push(&self, x: f64, op: Op) -> Number<'_> {
        let (data, ops) = &mut *self.nodes.borrow_mut();
        let index = u32::try_from(data.len()).expect("at most 2^32 numbers");
        data.push(self.round(x));
        ops.push(op);
        Number { tape: self, index }
    }
}

impl Number<'_> {
    /// The gradient with respect to the first `n` numbers of the tape.
    ///
    /// ```
    /// use conform::variation::{Backward, tape::Tape};
    ///
    /// let tape = Tape::new(false);
    /// let x = tape.leaves(&[3.0])[0];
    /// let y = x * x + x;
    /// assert_eq!(y.backward(Backward::Sums, 1), [7.0]);
    /// assert_eq!(y.backward(Backward::Last, 1), [3.0]);
    /// ```
    pub fn backward(self, how: Backward, n: usize) -> Vec<f64> {
        let (data, ops) = &*self.tape.nodes.borrow();
        let last = self.index as usize;
        let order: Vec<usize> = match how {
            Backward::Last => sorted(ops, data, last),
            Backward::DepthFirst => {
                reached(ops, data, last, VecDeque::pop_back)
            }
            Backward::BreadthFirst => {
                reached(ops, data, last, VecDeque::pop_front)
            }
            _ => (0..=last).rev().collect(),
        };
        let adds = !matches!(how, Backward::Last | Backward::LastOnTape);
        let round = |x| self.tape.round(x);
        let mut grad = vec![0.0; last + 1];
        grad[last] = 1.0;
        for i in order {
            let g = grad[i];
            slopes(ops[i], i, data, how, |parent, slope| {
                let g = round(slope * g);
                grad[parent] = if adds { round(grad[parent] + g) } else { g };
            });
        }
        grad.truncate(n);
        grad
    }
}

/// The numbers that a number was made of, and its slope along each.
fn slopes(
    op: Op,
    i: usize,
    data: &[f64],
    how: Backward,
    mut edge: impl FnMut(usize, f64),
) {
    match (op, how) {
        (Op::Mul(a, b), Backward::SwappedFactors) => {
            for parent in [a as usize, b as usize] {
                edge(parent, data[parent]);
            }
        }
        // A constant is a factor, too.
        (
            Op::MulConst(a, _) | Op::DivConst(a, _) | Op::Neg(a),
            Backward::SwappedFactors,
        ) => edge(a as usize, data[a as usize]),
        (Op::Powf(a, n), Backward::WrongPower) => edge(a as usize, n * data[i]),
        _ => op.local_grads(i, data, edge),
    }
}

/// Numbers after what was made of them: the sort of the original.
fn sorted(ops: &[Op], data: &[f64], last: usize) -> Vec<usize> {
    let mut order = Vec::new();
    let mut visited = vec![false; last + 1];
    // Numbers to visit, and those whose parents have been.
    let mut path = vec![(last, false)];
    while let Some((i, is_done)) = path.pop() {
        if is_done {
            order.push(i);
        } else if !visited[i] {
            visited[i] = true;
            path.push((i, true));
            let from = path.len();
            ops[i].local_grads(i, data, |parent, _| path.push((parent, false)));
            path[from..].reverse();
        }
    }
    order.reverse();
    order
}

/// Numbers as they are reached from the last one on, those next that are taken
/// from among the ones reached.
fn reached(
    ops: &[Op],
    data: &[f64],
    last: usize,
    take: fn(&mut VecDeque<usize>) -> Option<usize>,
) -> Vec<usize> {
    let mut order = Vec::new();
    let mut visited = vec![false; last + 1];
    visited[last] = true;
    let mut next = VecDeque::from([last]);
    while let Some(i) = take(&mut next) {
        order.push(i);
        ops[i].local_grads(i, data, |parent, _| {
            if !visited[parent] {
                visited[parent] = true;
                next.push_back(parent);
            }
        });
    }
    order
}

impl Number<'_> {
    fn apply(self, op: Op, f: impl Fn(f64) -> f64) -> Self {
        self.tape.push(f(self.data()), op)
    }

    fn apply2(self, b: Self, op: Op, f: impl Fn(f64, f64) -> f64) -> Self {
        self.tape.push(f(self.data(), b.data()), op)
    }
}

impl Add for Number<'_> {
    type Output = Self;
    fn add(self, b: Self) -> Self {
        self.apply2(b, Op::Add(self.index, b.index), |a, b| a + b)
    }
}

impl Sub for Number<'_> {
    type Output = Self;
    fn sub(self, b: Self) -> Self {
        self + -b
    }
}

impl Mul for Number<'_> {
    type Output = Self;
    fn mul(self, b: Self) -> Self {
        self.apply2(b, Op::Mul(self.index, b.index), |a, b| a * b)
    }
}

impl Div for Number<'_> {
    type Output = Self;
    #[allow(clippy::suspicious_arithmetic_impl)] // As the original does.
    fn div(self, b: Self) -> Self {
        self * b.powf(-1.0)
    }
}

impl Neg for Number<'_> {
    type Output = Self;
    fn neg(self) -> Self {
        self.apply(Op::Neg(self.index), |a| -a)
    }
}

impl Add<f64> for Number<'_> {
    type Output = Self;
    fn add(self, c: f64) -> Self {
        self.apply(Op::AddConst(self.index, c), |a| a + c)
    }
}

impl Sub<f64> for Number<'_> {
    type Output = Self;
    fn sub(self, c: f64) -> Self {
        self + -c
    }
}

impl Mul<f64> for Number<'_> {
    type Output = Self;
    fn mul(self, c: f64) -> Self {
        self.apply(Op::MulConst(self.index, c), |a| a * c)
    }
}

impl Div<f64> for Number<'_> {
    type Output = Self;
    fn div(self, c: f64) -> Self {
        self.apply(Op::DivConst(self.index, c), |a| a / c)
    }
}

impl Scalar for Number<'_> {
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

    // Python's sum begins with a 0.
    fn sum(terms: &[Self]) -> Self {
        let (first, others) = terms.split_first().expect("a sum of something");
        others.iter().fold(*first + 0.0, |sum, &term| sum + term)
    }

    fn dot(a: &[Self], b: &[Self]) -> Self {
        let products = a.iter().zip(b).map(|(&a, &b)| a * b);
        Self::sum(&products.collect::<Vec<_>>())
    }
}
