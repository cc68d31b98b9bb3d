//! The few functions beyond `+ - * /` that the book needs.
//!
//! The standard library takes these from the platform, and platforms differ in
//! the last bit: the same program prints other digits in a browser than on
//! Linux. Of the values of `exp`, glibc and the crate `libm` round one in ten
//! otherwise, and glibc itself rounds a few otherwise where the processor fuses
//! multiplication and addition. `powf(x, 2.0)` becomes `x * x` when the compiler
//! optimises, which is not always what glibc says. `libm` computes all of them
//! in Rust, with the same bits everywhere, and all of the book's code goes
//! through here.
//!
//! Python takes its functions from the platform, too. So with the original the
//! book shares digits, and no promise is made about the last bits.

// ANCHOR: math
/// e to the power of `x`.
///
/// ```
/// assert_eq!(portable::math::exp(0.0), 1.0);
/// ```
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// The natural logarithm of `x`.
///
/// ```
/// assert_eq!(portable::math::ln(1.0), 0.0);
/// assert_eq!(portable::math::ln(0.0), f64::NEG_INFINITY);
/// ```
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `x` to the power of `exponent`.
///
/// ```
/// assert_eq!(portable::math::powf(16.0, 0.5), 4.0);
/// ```
pub fn powf(x: f64, exponent: f64) -> f64 {
    libm::pow(x, exponent)
}

/// The sine of `x`, in radians.
///
/// ```
/// assert_eq!(portable::math::sin(0.0), 0.0);
/// ```
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// The cosine of `x`, in radians.
///
/// ```
/// assert_eq!(portable::math::cos(0.0), 1.0);
/// ```
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}
// ANCHOR_END: math
