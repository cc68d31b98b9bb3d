//! 2.6 Parameters as Values
//!
//! The page: `src/step-2-autograd/2.6-parameters-as-values.md`.

use std::ops::{Add, Div, Mul, Neg, Sub};

use portable::math;

use crate::step_1::{Matrix, Mlp};
use crate::step_2::Value;

/// The arithmetic that a model needs of a number. `f64` has it, and so has
/// [`Value`], which also remembers: the same model runs on both, with the same
/// bits.
///
/// ```
/// use workbook::step_2::{Scalar, Tape};
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
    /// use workbook::step_2::Scalar;
    ///
    /// assert_eq!(f64::dot(&[1.0, 2.0], &[3.0, 4.0]), 11.0);
    /// ```
    fn dot(a: &[Self], b: &[Self]) -> Self {
        assert_eq!(a.len(), b.len(), "a dot product of unequal vectors");
        sum_of_products(a, b)
    }
}

pub fn sum_of_products<S: Scalar>(a: &[S], b: &[S]) -> S {
    let products = a.iter().zip(b).map(|(&a, &b)| a * b);
    products
        .reduce(|sum, p| sum + p)
        .expect("a product of something")
}

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

    fn dot(a: &[Self], b: &[Self]) -> Self {
        assert_eq!(a.len(), b.len(), "a dot product of unequal vectors");
        Value::dot_of_runs(a, b).unwrap_or_else(|| sum_of_products(a, b))
    }
}

/// One dot product per row of `w`: `y_i = Σ_j w_ij x_j`.
/// Shapes: `w` `[n_out][n_in]`, `x` `[n_in]`, result `[n_out]`.
///
/// # Panics
///
/// If `x` has not the length of a row.
///
/// ```
/// use workbook::step_1::Matrix;
/// use workbook::step_2::{Tape, linear};
///
/// let tape = Tape::new();
/// let w = tape.leaves(&[1.0, 2.0, 3.0, 4.0]);
/// let x = tape.leaves(&[10.0, 1.0]);
/// let y = linear(&x, &Matrix::take(&mut &w[..], 2, 2));
/// assert_eq!(y[1].data(), 34.0);
/// assert_eq!(y[1].backward().of(x[0]), 3.0);
/// ```
pub fn linear<S: Scalar>(x: &[S], w: &Matrix<S>) -> Vec<S> {
    todo!()
}

/// Turns any numbers into probabilities: `p_i = exp(z_i) / Σ_j exp(z_j)`.
///
/// The largest is subtracted first, as a plain number: it changes no
/// probability, so no gradient flows through it.
///
/// ```
/// let probs = workbook::step_2::softmax(&[2.0, 1.0, 0.0]);
/// assert!((probs[0] - 0.665).abs() < 0.001);
/// assert_eq!(workbook::step_2::softmax(&[1000.0, 1000.0]), [0.5, 0.5]);
/// ```
pub fn softmax<S: Scalar>(logits: &[S]) -> Vec<S> {
    todo!()
}

/// Cuts off below 0, number by number.
///
/// ```
/// assert_eq!(workbook::step_2::relu(&[-1.5, 2.0]), [0.0, 2.0]);
/// ```
pub fn relu<S: Scalar>(x: &[S]) -> Vec<S> {
    todo!()
}

/// The mean over the pairs of `tokens` of `-ln p(target | token)`. `logits` is
/// the model: it gives a score for each next token, `[vocab_size]`, after the
/// token it is handed.
///
/// # Panics
///
/// If there is no pair.
///
/// ```
/// let loss = workbook::step_2::mean_loss(&[2, 0, 1, 2], |_| vec![0.5; 3]);
/// assert!((loss - portable::math::ln(3.0)).abs() < 1e-12);
/// ```
pub fn mean_loss<S: Scalar>(
    tokens: &[usize],
    mut logits: impl FnMut(usize) -> Vec<S>,
) -> S {
    todo!()
}

/// A score for each possible next token: `[vocab_size]`.
///
/// ```
/// use workbook::step_1::{Mlp, num_params};
/// use workbook::step_2::{Tape, logits};
///
/// let params = vec![0.1; num_params(27)];
/// let tape = Tape::new();
/// let weights = tape.leaves(&params);
/// let on_the_tape = logits(&Mlp::new(27, &weights), 0);
/// let in_f64 = logits(&Mlp::new(27, &params), 0);
/// assert_eq!(on_the_tape[5].data(), in_f64[5]);
/// ```
pub fn logits<S: Scalar>(mlp: &Mlp<S>, token: usize) -> Vec<S> {
    todo!()
}

/// The mean over the pairs of `tokens` of `-ln p(target | token)`.
///
/// ```
/// use workbook::step_1::{Mlp, num_params};
///
/// let params = vec![0.0; num_params(27)];
/// let mlp = Mlp::new(27, &params);
/// let loss = workbook::step_2::loss(&mlp, &[26, 0, 21, 0, 26]);
/// assert!((loss - portable::math::ln(27.0)).abs() < 1e-12);
/// ```
pub fn loss<S: Scalar>(mlp: &Mlp<S>, tokens: &[usize]) -> S {
    todo!()
}
