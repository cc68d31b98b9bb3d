//! The numbers that training changes.

use portable::PythonRandom;

// ANCHOR: initial-parameters
/// The standard deviation of the initial weights.
pub const INIT_STD_DEV: f64 = 0.08;

/// `n` initial weights: small random numbers around 0.
///
/// ```
/// use step_1_gradient_descent::initial_parameters;
///
/// let params = initial_parameters(4, &mut portable::PythonRandom::new(42));
/// assert_eq!(params.len(), 4);
/// assert!(params.iter().all(|w| w.abs() < 0.5));
/// ```
pub fn initial_parameters(n: usize, rng: &mut PythonRandom) -> Vec<f64> {
    (0..n).map(|_| rng.gauss(0.0, INIT_STD_DEV)).collect()
}
// ANCHOR_END: initial-parameters
