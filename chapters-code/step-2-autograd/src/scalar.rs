//! One model, two kinds of number.

use std::ops::{Add, Div, Mul, Neg, Sub};

use portable::math;

use crate::Value;

// ANCHOR: scalar
/// The arithmetic that a model needs of a number. `f64` has it, and so has
/// [`Value`], which also remembers: the same model runs on both, with the same
/// bits.
///
/// ```
/// use step_2_autograd::{Scalar, Tape};
///
/// fn square_plus_one<S: Scalar>(x: S) -> S {
///     x * x + 1.0
/// }
/// assert_eq!(square_plus_one(3.0), 10.0);
/// assert_eq!(square_plus_one(Tape::new().leaf(3.0)).data(), 10.0);
/// ```
pub trait Scalar:
    Copy
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + Div<f64, Output = Self>
{
    /// The number without its past.
    fn data(self) -> f64;
    /// `e` to the power of this.
    fn exp(self) -> Self;
    /// The natural logarithm.
    fn ln(self) -> Self;
    /// A constant power.
    fn powf(self, exponent: f64) -> Self;
    /// `max(0, x)`.
    fn relu(self) -> Self;
    // ANCHOR_END: scalar

    // ANCHOR: sum-dot
    /// The sum of some numbers, from the first on.
    ///
    /// # Panics
    ///
    /// If there are none: on a tape, even 0 would have to come from somewhere.
    fn sum(terms: &[Self]) -> Self {
        let terms = terms.iter().copied();
        terms
            .reduce(|sum, term| sum + term)
            .expect("a sum of something")
    }

    /// The dot product of two vectors of the same length: `Σ_j a_j b_j`.
    ///
    /// # Panics
    ///
    /// If they are empty or differ in length.
    ///
    /// ```
    /// use step_2_autograd::Scalar;
    ///
    /// assert_eq!(f64::dot(&[1.0, 2.0], &[3.0, 4.0]), 11.0);
    /// ```
    fn dot(a: &[Self], b: &[Self]) -> Self {
        assert_eq!(a.len(), b.len(), "a dot product of unequal vectors");
        sum_of_products(a, b)
    }
}
// ANCHOR_END: sum-dot

// ANCHOR: sum-of-products
fn sum_of_products<S: Scalar>(a: &[S], b: &[S]) -> S {
    let products = a.iter().zip(b).map(|(&a, &b)| a * b);
    products
        .reduce(|sum, p| sum + p)
        .expect("a product of something")
}
// ANCHOR_END: sum-of-products

// ANCHOR: scalar-f64
impl Scalar for f64 {
    fn data(self) -> f64 {
        self
    }

    fn exp(self) -> f64 {
        math::exp(self)
    }

    fn ln(self) -> f64 {
        math::ln(self)
    }

    fn powf(self, exponent: f64) -> f64 {
        math::powf(self, exponent)
    }

    fn relu(self) -> f64 {
        if self > 0.0 { self } else { 0.0 }
    }
}
// ANCHOR_END: scalar-f64

// ANCHOR: scalar-value
impl Scalar for Value<'_> {
    fn data(self) -> f64 {
        Value::data(self)
    }

    fn exp(self) -> Self {
        Value::exp(self)
    }

    fn ln(self) -> Self {
        Value::ln(self)
    }

    fn powf(self, exponent: f64) -> Self {
        Value::powf(self, exponent)
    }

    fn relu(self) -> Self {
        Value::relu(self)
    }
    // ANCHOR_END: scalar-value

    // ANCHOR: value-dot
    fn dot(a: &[Self], b: &[Self]) -> Self {
        assert_eq!(a.len(), b.len(), "a dot product of unequal vectors");
        Value::dot_of_runs(a, b).unwrap_or_else(|| sum_of_products(a, b))
    }
    // ANCHOR_END: value-dot
}
