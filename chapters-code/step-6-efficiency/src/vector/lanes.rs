//! Several numbers that are computed with as one.

use std::array;
use std::ops::{Add, Mul, Sub};

use super::Float;
use super::level::{Baseline, Simd};

// ANCHOR: vector
/// Several numbers side by side, each in its lane. Arithmetic is lane by lane
/// and takes as long as with one number.
pub trait Vector:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self>
{
    /// What is in a lane.
    type Float: Float;
    /// The instructions that it needs.
    type Simd: Simd;
    /// How many lanes there are.
    const N: usize;

    /// The same number in every lane.
    fn splat(simd: Self::Simd, x: Self::Float) -> Self;
    /// The first `N` numbers of a slice.
    ///
    /// # Panics
    ///
    /// If it has fewer.
    fn load(simd: Self::Simd, from: &[Self::Float]) -> Self;
    /// Puts the numbers at the front of a slice.
    ///
    /// # Panics
    ///
    /// If it has not room for `N`.
    fn store(self, to: &mut [Self::Float]);
    // ANCHOR_END: vector

    /// `self * b + c`
    fn mul_add(self, b: Self, c: Self) -> Self;
    /// The larger number.
    fn max(self, b: Self) -> Self;
    /// The square root.
    fn sqrt(self) -> Self;
    /// `self` where `a > b`, else 0.
    fn where_greater(self, a: Self, b: Self) -> Self;
    /// [`Float::times_power_of_2`]
    fn times_power_of_2(self, rounded: Self) -> Self;
    /// [`Float::guess_reciprocal`]
    fn guess_reciprocal(self) -> Self;
    /// How many of Newton's steps make the guess exact.
    const NEWTON_STEPS: usize = Self::Float::NEWTON_STEPS;

    /// Rows and columns of the square that [`Vector::transpose`] turns.
    const TILE: usize = 1;

    /// Writes the columns of a square as rows. Both begin at the front of a
    /// slice, with rows a stride apart.
    #[inline(always)]
    fn transpose(
        _: Self::Simd,
        from: &[Self::Float],
        stride: usize,
        to: &mut [Self::Float],
        to_stride: usize,
    ) {
        for i in 0..Self::TILE {
            for j in 0..Self::TILE {
                to[j * to_stride + i] = from[i * stride + j];
            }
        }
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
        // Where fusing is no instruction, it is a long computation.
        if cfg!(any(target_arch = "aarch64", target_feature = "fma")) {
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
