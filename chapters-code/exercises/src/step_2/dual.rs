//! Slopes on the way forward.

use std::ops::{Add, Div, Mul, Neg, Sub};

use step_2_autograd::Scalar;

// ANCHOR: dual
/// A number, and how fast it moves where the inputs move in one direction
/// (dual numbers: Clifford, 1873; in a program: Wengert, 1964).
///
/// ```
/// use exercises::step_2::dual::Dual;
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
// ANCHOR_END: dual

// ANCHOR: along
/// The inputs as they set out in a direction: each with its part of the
/// direction as its slope. Shapes: `[n]` and `[n]`, result `[n]`.
///
/// ```
/// use exercises::step_2::dual::along;
///
/// let [a, b] = along(&[2.0, -3.0], &[1.0, 0.0])[..] else {
///     panic!("two numbers");
/// };
/// assert_eq!((a * b).slope, -3.0);
/// ```
pub fn along<S: Copy>(inputs: &[S], direction: &[S]) -> Vec<Dual<S>> {
    let pairs = inputs.iter().zip(direction);
    pairs.map(|(&x, &slope)| Dual::new(x, slope)).collect()
}
// ANCHOR_END: along

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

// ANCHOR: products
impl<S: Scalar> Mul for Dual<S> {
    type Output = Self;

    fn mul(self, b: Self) -> Self {
        let value = self.value * b.value;
        Dual::new(value, self.slope * b.value + self.value * b.slope)
    }
}

impl<S: Scalar> Div for Dual<S> {
    type Output = Self;

    fn div(self, b: Self) -> Self {
        let value = self.value / b.value;
        Dual::new(value, (self.slope - value * b.slope) / b.value)
    }
}
// ANCHOR_END: products

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

// ANCHOR: functions
impl<S: Scalar> Scalar for Dual<S> {
    fn data(self) -> f64 {
        self.value.data()
    }

    fn exp(self) -> Self {
        let value = self.value.exp();
        Dual::new(value, self.slope * value)
    }

    fn ln(self) -> Self {
        Dual::new(self.value.ln(), self.slope / self.value)
    }

    fn powf(self, n: f64) -> Self {
        let local = self.value.powf(n - 1.0) * n;
        Dual::new(self.value.powf(n), self.slope * local)
    }

    fn relu(self) -> Self {
        let local = if self.data() > 0.0 { 1.0 } else { 0.0 };
        Dual::new(self.value.relu(), self.slope * local)
    }
}
// ANCHOR_END: functions

#[cfg(test)]
mod tests {
    use super::{Dual, along};
    use approx::assert_relative_eq;
    use step_2_autograd::{Scalar, Tape};

    /// Every operation, on two numbers.
    fn everything<S: Scalar>(a: S, b: S) -> S {
        let c = (a * b - a / b).exp() + (a * 2.0 - 1.0).relu() * 0.5;
        (c + 3.0).ln() - (a + b).powf(-0.5) / 4.0 + -b + (-a).relu()
    }

    #[test]
    fn the_slope_is_the_gradient_times_the_direction() {
        let (inputs, direction) = ([1.5, 0.7], [0.3, -2.0]);
        let duals = along(&inputs, &direction);
        let forward = everything(duals[0], duals[1]);

        let tape = Tape::new();
        let leaves = tape.leaves(&inputs);
        let end = everything(leaves[0], leaves[1]);
        let grads = end.backward();
        let dot = f64::dot(grads.first(2), &direction);
        assert_eq!(forward.value, end.data());
        assert_relative_eq!(
            forward.slope,
            dot,
            epsilon = 0.0,
            max_relative = 1e-12
        );
    }

    #[test]
    fn on_a_tape_it_gives_second_slopes() {
        let tape = Tape::new();
        let a = Dual::new(tape.leaf(2.0), tape.leaf(1.0));
        let cube = a.powf(3.0); // its slope is 3a², and that of the slope 6a
        assert_eq!(cube.slope.data(), 12.0);
        assert_eq!(cube.slope.backward().of(a.value), 12.0);
    }
}
