//! The trait of a graph's shape, and the arithmetic of its numbers, which is
//! the tape's in every shape.

use std::fmt::Debug;

use step_2_autograd::Scalar;

/// Where the numbers of a computation are kept.
pub trait Graph: Default + Debug {
    /// A number of the computation.
    type Number<'g>: Scalar
    where
        Self: 'g;

    /// Puts numbers into the graph that were made from nothing.
    fn leaves(&self, data: &[f64]) -> Vec<Self::Number<'_>>;

    /// The gradient of `loss` in the first `n` numbers of the graph.
    fn gradient(&self, loss: Self::Number<'_>, n: usize) -> Vec<f64>;

    /// How many numbers there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The operators of a [`Scalar`], from how a number is made of one or two.
macro_rules! operators {
    ($number:ident) => {
        operators!($number: Add::add, |a, b| a + b, |_, _| (1.0, 1.0));
        operators!($number: Sub::sub, |a, b| a - b, |_, _| (1.0, -1.0));
        operators!($number: Mul::mul, |a, b| a * b, |a, b| (b, a));
        operators!($number: Div::div, |a, b| a / b, |a, b| {
            (1.0 / b, -a / (b * b))
        });
        operators!($number: const Add::add, |a, c| a + c, |_| 1.0);
        operators!($number: const Sub::sub, |a, c| a + -c, |_| 1.0);
        operators!($number: const Mul::mul, |a, c| a * c, |c| c);
        operators!($number: const Div::div, |a, c| a / c, |c| 1.0 / c);

        impl Neg for $number<'_> {
            type Output = Self;

            fn neg(self) -> Self {
                self.unary(-self.data(), -1.0)
            }
        }
    };
    ($number:ident: $trait:ident::$method:ident, $value:expr, $grads:expr) => {
        impl $trait for $number<'_> {
            type Output = Self;

            fn $method(self, other: Self) -> Self {
                let (a, b) = (self.data(), other.data());
                let (value, grads): (fn(f64, f64) -> f64, fn(f64, f64) -> _) =
                    ($value, $grads);
                self.binary(other, value(a, b), grads(a, b))
            }
        }
    };
    (
        $number:ident:
        const $trait:ident::$method:ident, $value:expr, $grad:expr
    ) => {
        impl $trait<f64> for $number<'_> {
            type Output = Self;

            fn $method(self, c: f64) -> Self {
                let (value, grad): (fn(f64, f64) -> f64, fn(f64) -> f64) =
                    ($value, $grad);
                self.unary(value(self.data(), c), grad(c))
            }
        }
    };
}
pub(crate) use operators;

/// The functions of a [`Scalar`], likewise.
macro_rules! functions {
    () => {
        fn exp(self) -> Self {
            let data = math::exp(self.data());
            self.unary(data, data)
        }

        fn ln(self) -> Self {
            self.unary(math::ln(self.data()), 1.0 / self.data())
        }

        fn powf(self, n: f64) -> Self {
            let a = self.data();
            self.unary(math::powf(a, n), n * math::powf(a, n - 1.0))
        }

        fn relu(self) -> Self {
            let a = self.data();
            let grad = if a > 0.0 { 1.0 } else { 0.0 };
            self.unary(Scalar::relu(a), grad)
        }
    };
}
pub(crate) use functions;
