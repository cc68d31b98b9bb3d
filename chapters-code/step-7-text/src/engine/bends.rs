//! What bends an MLP's numbers, and the way back.

use std::f64::consts::FRAC_2_PI;

use step_6_efficiency::vector::functions::{constant, exp, reciprocal};
use step_6_efficiency::vector::layers::{relu, relu_backward};
use step_6_efficiency::vector::simd::{Float, Vector};

use crate::parts::Bend;

impl Bend {
    /// Bends each number.
    #[inline(always)]
    pub fn forward<V: Vector>(self, simd: V::Simd, x: &mut [V::Float]) {
        match self {
            Bend::Relu => relu::<V>(simd, x),
            Bend::SquaredRelu => {
                let zero = V::splat(simd, V::Float::ZERO);
                for x in x.chunks_exact_mut(V::N) {
                    let above = V::load(simd, x).max(zero);
                    (above * above).store(x);
                }
            }
            Bend::Gelu => {
                for numbers in x.chunks_exact_mut(V::N) {
                    let x = V::load(simd, numbers);
                    (x * share_of(simd, x)).store(numbers);
                }
            }
        }
    }

    /// Whether the way back needs what was bent, and not only what came of it.
    pub fn needs_input(self) -> bool {
        self == Bend::Gelu
    }

    /// Turns the gradient of what came of it into that of what was bent, `x`
    /// if the bend needs it, else `y`.
    #[inline(always)]
    pub fn backward<V: Vector>(
        self,
        simd: V::Simd,
        x_or_y: &[V::Float],
        d: &mut [V::Float],
    ) {
        match self {
            Bend::Relu => relu_backward::<V>(simd, x_or_y, d),
            Bend::SquaredRelu => {
                let two = constant::<V>(simd, 2.0);
                let y = x_or_y.chunks_exact(V::N);
                for (y, d) in y.zip(d.chunks_exact_mut(V::N)) {
                    let slope = two * V::load(simd, y).sqrt();
                    (V::load(simd, d) * slope).store(d);
                }
            }
            Bend::Gelu => {
                let x = x_or_y.chunks_exact(V::N);
                for (x, d) in x.zip(d.chunks_exact_mut(V::N)) {
                    let slope = gelu_slope(simd, V::load(simd, x));
                    (V::load(simd, d) * slope).store(d);
                }
            }
        }
    }
}

/// What GELU multiplies a cube by.
const OF_THE_CUBE: f64 = 0.044_715;

/// The share of a number that GELU lets through: `(1 + tanh z) / 2` with `z =
/// sqrt(2 / π) (x + 0.044715 x³)`, which is `1 / (1 + e^(-2z))`. Below -8 it is
/// that of -8, so that no power overflows.
#[inline(always)]
fn share_of<V: Vector>(simd: V::Simd, x: V) -> V {
    let x = x.max(constant(simd, -8.0));
    let one = constant::<V>(simd, 1.0);
    let bent = (x * x).mul_add(constant(simd, OF_THE_CUBE), one) * x;
    let e = exp(simd, bent * constant(simd, -2.0 * FRAC_2_PI.sqrt()));
    reciprocal(simd, one + e)
}

/// The slope of GELU.
#[inline(always)]
fn gelu_slope<V: Vector>(simd: V::Simd, x: V) -> V {
    let one = constant::<V>(simd, 1.0);
    let share = share_of(simd, x);
    let slope = (x * x).mul_add(constant(simd, 3.0 * OF_THE_CUBE), one)
        * constant(simd, 2.0 * FRAC_2_PI.sqrt());
    (x * share * (one - share)).mul_add(slope, share)
}
