//! Adam: a step of its own for every parameter.

use portable::math;

// ANCHOR: hyperparameters
/// How much of `m` a step keeps.
pub const BETA1: f64 = 0.85;
/// How much of `v` a step keeps.
pub const BETA2: f64 = 0.99;
/// Added to every divisor, so that none is 0.
pub const EPS: f64 = 1e-8;
// ANCHOR_END: hyperparameters

// ANCHOR: adam
/// The Adam optimizer (Kingma and Ba, 2015): two running means per parameter,
/// of its gradient and of its gradient squared.
///
/// ```
/// let adam = step_5_adam::Adam::new(3);
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
        let zeros = vec![0.0; num_params];
        Adam {
            m: zeros.clone(),
            v: zeros,
            t: 0,
        }
    }
}
// ANCHOR_END: adam

// ANCHOR: step
impl Adam {
    /// Moves every parameter against its gradient.
    ///
    /// # Panics
    ///
    /// If there are not as many gradients, or moments, as parameters.
    ///
    /// ```
    /// use step_5_adam::Adam;
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
        assert_eq!(grad.len(), params.len(), "a gradient per parameter");
        assert_eq!(self.m.len(), params.len(), "a first moment per parameter");
        assert_eq!(self.v.len(), params.len(), "a second moment per parameter");
        self.t += 1;
        let correction1 = 1.0 - math::powf(BETA1, f64::from(self.t));
        let correction2 = 1.0 - math::powf(BETA2, f64::from(self.t));
        let moments = self.m.iter_mut().zip(&mut self.v);
        for ((p, g), (m, v)) in params.iter_mut().zip(grad).zip(moments) {
            *m = BETA1 * *m + (1.0 - BETA1) * g;
            *v = BETA2 * *v + (1.0 - BETA2) * g * g;
            let m_hat = *m / correction1;
            let v_hat = *v / correction2;
            *p -= learning_rate * m_hat / (v_hat.sqrt() + EPS);
        }
    }
}
// ANCHOR_END: step
