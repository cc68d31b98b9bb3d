//! 4.C A Bend Instead of a Corner
//!
//! The page: `src/step-4-transformer/exercises.md`.

use std::f64::consts::PI;

use step_2_autograd::Scalar;

/// The Gaussian error linear unit (Hendrycks and Gimpel, 2016), in the form
/// with tanh: `x (1 + tanh z) / 2` where `z = sqrt(2/π) (x + 0.044715 x³)`.
///
/// ```
/// use workbook_exercises::step_4::gelu::gelu;
///
/// assert_eq!(gelu(0.0), 0.0);
/// assert!((gelu(1.0) - 0.841_191_991).abs() < 1e-9);
/// assert!((gelu(10.0) - 10.0).abs() < 1e-9);
/// ```
pub fn gelu<S: Scalar>(x: S) -> S {
    todo!()
}

/// The hyperbolic tangent: `(e^z - e^-z) / (e^z + e^-z)`, without a power that
/// can overflow.
///
/// ```
/// use workbook_exercises::step_4::gelu::tanh;
/// use step_2_autograd::Tape;
///
/// assert!((tanh(0.5) - 0.462_117_157).abs() < 1e-9);
/// let tape = Tape::new();
/// let z = tape.leaf(-1000.0);
/// assert_eq!(tanh(z).data(), -1.0);
/// assert_eq!(tanh(z).backward().of(z), 0.0);
/// ```
pub fn tanh<S: Scalar>(z: S) -> S {
    todo!()
}
