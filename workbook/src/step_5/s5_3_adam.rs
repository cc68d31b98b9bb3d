//! 5.3 The Code
//!
//! The page: `src/step-5-adam/5.3-the-code.md`.

use portable::math;

/// How much of `m` a step keeps.
pub const BETA1: f64 = 0.85;

/// How much of `v` a step keeps.
pub const BETA2: f64 = 0.99;

/// Added to every divisor, so that none is 0.
pub const EPS: f64 = 1e-8;

/// The Adam optimizer (Kingma and Ba, 2015): two running means per parameter,
/// of its gradient and of its gradient squared.
///
/// ```
/// let adam = workbook::step_5::Adam::new(3);
/// assert_eq!(adam.m, [0.0; 3]);
/// assert_eq!(adam.v, [0.0; 3]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Adam {
    /// First moment: the running mean of the gradient, `[num_params]`.
    pub m: Vec<f64>,
    /// Second moment: the running mean of its square, `[num_params]`.
    pub v: Vec<f64>,
    /// How many steps have been taken.
    pub t: u32,
}

impl Adam {
    /// No steps taken, for `num_params` parameters.
    pub fn new(num_params: usize) -> Self {
        todo!()
    }

    /// Moves every parameter against its gradient.
    ///
    /// # Panics
    ///
    /// If there are not as many gradients, or moments, as parameters.
    ///
    /// ```
    /// use workbook::step_5::Adam;
    ///
    /// let mut params = [1.0, 1.0];
    /// Adam::new(2).step(&mut params, &[0.001, -1000.0], 0.01);
    /// // The first step has the size of the learning rate, whatever the size
    /// // of the gradient.
    /// assert!((params[0] - 0.99).abs() < 1e-6);
    /// assert!((params[1] - 1.01).abs() < 1e-6);
    /// ```
    pub fn step(
        &mut self,
        params: &mut [f64],
        grad: &[f64],
        learning_rate: f64,
    ) {
        todo!()
    }
}
