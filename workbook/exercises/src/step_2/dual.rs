//! 2.A A Slope on the Way Forward
//!
//! The page: `src/step-2-autograd/exercises.md`.

use std::ops::{Add, Div, Mul, Neg, Sub};

use step_2_autograd::Scalar;

/// A number, and how fast it moves where the inputs move in one direction
/// (dual numbers: Clifford, 1873; in a program: Wengert, 1964).
///
/// ```
/// use workbook_exercises::step_2::dual::Dual;
///
/// let a = Dual::new(3.0, 1.0);
/// assert_eq!(a * a, Dual::new(9.0, 6.0)); // the slope of a² is 2a
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual<S> {
    /// The number itself.
    pub value: S,
    /// How far it moves for each unit of the way that the inputs go.
    pub slope: S,
}

impl<S> Dual<S> {
    /// A number with its slope.
    pub const fn new(value: S, slope: S) -> Self {
        Dual { value, slope }
    }
}

/// The inputs as they set out in a direction: each with its part of the
/// direction as its slope. Shapes: `[n]` and `[n]`, result `[n]`.
///
/// ```
/// use workbook_exercises::step_2::dual::along;
///
/// let [a, b] = along(&[2.0, -3.0], &[1.0, 0.0])[..] else {
///     panic!("two numbers");
/// };
/// assert_eq!((a * b).slope, -3.0);
/// ```
pub fn along<S: Copy>(inputs: &[S], direction: &[S]) -> Vec<Dual<S>> {
    todo!()
}

impl<S: Scalar> Add for Dual<S> {
    type Output = Self;

    fn add(self, b: Self) -> Self {
        Dual::new(self.value + b.value, self.slope + b.slope)
    }
}

impl<S: Scalar> Sub for Dual<S> {
    type Output = Self;

    fn sub(self, b: Self) -> Self {
        Dual::new(self.value - b.value, self.slope - b.slope)
    }
}

impl<S: Scalar> Neg for Dual<S> {
    type Output = Self;

    fn neg(self) -> Self {
        Dual::new(-self.value, -self.slope)
    }
}

impl<S: Scalar> Mul for Dual<S> {
    type Output = Self;

    fn mul(self, b: Self) -> Self {
        todo!()
    }
}

impl<S: Scalar> Div for Dual<S> {
    type Output = Self;

    fn div(self, b: Self) -> Self {
        todo!()
    }
}

impl<S: Scalar> Add<f64> for Dual<S> {
    type Output = Self;

    fn add(self, c: f64) -> Self {
        Dual::new(self.value + c, self.slope)
    }
}

impl<S: Scalar> Sub<f64> for Dual<S> {
    type Output = Self;

    fn sub(self, c: f64) -> Self {
        self + -c
    }
}

impl<S: Scalar> Mul<f64> for Dual<S> {
    type Output = Self;

    fn mul(self, c: f64) -> Self {
        Dual::new(self.value * c, self.slope * c)
    }
}

impl<S: Scalar> Div<f64> for Dual<S> {
    type Output = Self;

    fn div(self, c: f64) -> Self {
        Dual::new(self.value / c, self.slope / c)
    }
}

impl<S: Scalar> Scalar for Dual<S> {
    fn data(self) -> f64 {
        self.value.data()
    }

    fn exp(self) -> Self {
        todo!()
    }

    fn ln(self) -> Self {
        todo!()
    }

    fn powf(self, n: f64) -> Self {
        todo!()
    }

    fn relu(self) -> Self {
        todo!()
    }
}
