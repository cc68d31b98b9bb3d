//! A smooth activation.

use std::f64::consts::PI;

use step_2_autograd::Scalar;

// ANCHOR: gelu
/// The Gaussian error linear unit (Hendrycks and Gimpel, 2016), in the form
/// with tanh: `x (1 + tanh z) / 2` where `z = sqrt(2/π) (x + 0.044715 x³)`.
///
/// ```
/// use exercises::step_4::gelu::gelu;
///
/// assert_eq!(gelu(0.0), 0.0);
/// assert!((gelu(1.0) - 0.841_191_991).abs() < 1e-9);
/// assert!((gelu(10.0) - 10.0).abs() < 1e-9);
/// ```
pub fn gelu<S: Scalar>(x: S) -> S {
    let z = (x * x * x * 0.044_715 + x) * (2.0 / PI).sqrt();
    x * (tanh(z) + 1.0) / 2.0
}

/// The hyperbolic tangent: `(e^z - e^-z) / (e^z + e^-z)`, without a power that
/// can overflow.
///
/// ```
/// use exercises::step_4::gelu::tanh;
/// use step_2_autograd::Tape;
///
/// assert!((tanh(0.5) - 0.462_117_157).abs() < 1e-9);
/// let tape = Tape::new();
/// let z = tape.leaf(-1000.0);
/// assert_eq!(tanh(z).data(), -1.0);
/// assert_eq!(tanh(z).backward().of(z), 0.0);
/// ```
pub fn tanh<S: Scalar>(z: S) -> S {
    if z.data() < 0.0 {
        let e = (z * 2.0).exp();
        (e - 1.0) / (e + 1.0)
    } else {
        let e = (z * -2.0).exp();
        (-e + 1.0) / (e + 1.0)
    }
}
// ANCHOR_END: gelu

#[cfg(test)]
mod tests {
    use approx::assert_abs_diff_eq;
    use step_2_autograd::{Tape, Value};

    use super::*;

    /// The page's words on other ways to write it, at both ends: the value,
    /// and the slope.
    #[test]
    fn other_forms_overflow() {
        let at_ends = |form: for<'t> fn(Value<'t>) -> Value<'t>| {
            [-1000.0, 1000.0].map(|z| {
                let tape = Tape::new();
                let z = tape.leaf(z);
                let y = form(z);
                (y.data(), y.backward().of(z))
            })
        };
        let two = at_ends(|z| {
            let (up, down) = (z.exp(), (-z).exp());
            (up - down) / (up + down)
        });
        assert!(two.iter().all(|end| end.0.is_nan() && end.1.is_nan()));
        let one = at_ends(|z| {
            let e = (z * 2.0).exp();
            (e - 1.0) / (e + 1.0)
        });
        assert!(one[0] == (-1.0, 0.0) && one[1].0.is_nan());
        let inverse =
            at_ends(|z| -((z * 2.0).exp() + 1.0).powf(-1.0) * 2.0 + 1.0);
        assert_eq!(inverse, [(-1.0, 0.0), (1.0, 0.0)]);
    }

    #[test]
    fn its_slope_is_that_of_central_differences() {
        for x in [-30.0, -3.0, -0.75, -1e-3, 0.0, 0.5, 2.0, 30.0] {
            let tape = Tape::new();
            let at = tape.leaf(x);
            let slope = gelu(at).backward().of(at);
            let tried = (gelu(x + 1e-5) - gelu(x - 1e-5)) / 2e-5;
            assert_abs_diff_eq!(slope, tried, epsilon = 1e-9);
        }
    }
}
