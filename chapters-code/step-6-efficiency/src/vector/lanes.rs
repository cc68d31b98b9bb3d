//! Registers in plain Rust, for the instructions that every processor has.

use std::array;
use std::ops::{Add, Mul, Sub};

use super::simd::{Float, Job, Simd, Vector};

/// The instructions that the whole program is compiled for.
#[derive(Clone, Copy, Debug)]
pub struct Baseline;

impl Baseline {
    /// Whether fusing a product and a sum is an instruction that every
    /// processor has. Where it is none, it is a long computation.
    pub const FUSES: bool =
        cfg!(any(target_arch = "aarch64", target_feature = "fma"));
}

impl Simd for Baseline {
    type F32 = Lanes<f32, 4>;
    type F64 = Lanes<f64, 2>;
    const REGISTERS: usize = 16;

    fn run<J: Job>(self, job: J) -> J::Output {
        job.run(self)
    }
}

/// Numbers side by side in plain Rust. The compiler finds the instructions,
/// where the target has some.
///
/// ```
/// use step_6_efficiency::vector::Lanes;
///
/// let a = Lanes([1.0, 2.0, 3.0, 4.0]);
/// assert_eq!((a + a * a).0, [2.0, 6.0, 12.0, 20.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes<F, const N: usize>(pub [F; N]);

impl<F: Float, const N: usize> Lanes<F, N> {
    #[inline(always)]
    fn zip(self, b: Self, f: impl Fn(F, F) -> F) -> Self {
        Lanes(array::from_fn(|i| f(self.0[i], b.0[i])))
    }
}

impl<F: Float, const N: usize> Add for Lanes<F, N> {
    type Output = Self;

    #[inline(always)]
    fn add(self, b: Self) -> Self {
        self.zip(b, |a, b| a + b)
    }
}

impl<F: Float, const N: usize> Sub for Lanes<F, N> {
    type Output = Self;

    #[inline(always)]
    fn sub(self, b: Self) -> Self {
        self.zip(b, |a, b| a - b)
    }
}

impl<F: Float, const N: usize> Mul for Lanes<F, N> {
    type Output = Self;

    #[inline(always)]
    fn mul(self, b: Self) -> Self {
        self.zip(b, |a, b| a * b)
    }
}

impl<F: Float, const N: usize> Vector for Lanes<F, N> {
    type Float = F;
    type Simd = Baseline;
    const N: usize = N;

    #[inline(always)]
    fn splat(_: Baseline, x: F) -> Self {
        Lanes([x; N])
    }

    #[inline(always)]
    fn load(_: Baseline, from: &[F]) -> Self {
        let from = &from[..N];
        Lanes(array::from_fn(|i| from[i]))
    }

    #[inline(always)]
    fn store(self, to: &mut [F]) {
        to[..N].copy_from_slice(&self.0);
    }

    #[inline(always)]
    fn mul_add(self, b: Self, c: Self) -> Self {
        if Baseline::FUSES {
            Lanes(array::from_fn(|i| self.0[i].mul_add(b.0[i], c.0[i])))
        } else {
            self * b + c
        }
    }

    #[inline(always)]
    fn max(self, b: Self) -> Self {
        self.zip(b, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        Lanes(self.0.map(F::sqrt))
    }

    #[inline(always)]
    fn where_greater(self, a: Self, b: Self) -> Self {
        let kept = |i| if a.0[i] > b.0[i] { self.0[i] } else { F::ZERO };
        Lanes(array::from_fn(kept))
    }

    #[inline(always)]
    fn times_power_of_2(self, rounded: Self) -> Self {
        self.zip(rounded, F::times_power_of_2)
    }

    #[inline(always)]
    fn guess_reciprocal(self) -> Self {
        Lanes(self.0.map(F::guess_reciprocal))
    }
}
