//! The four traits that all of this is written in: a number, a register of
//! them, the instructions that a register needs, and code that is compiled for
//! some instructions. They name one another, and nothing else here.

use std::fmt::Debug;
use std::ops::{Add, Mul, Sub};

/// `f32` or `f64`. Half the size means twice the lanes in a register.
pub trait Float:
    Copy
    + Debug
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Send
    + Sync
    + 'static
{
    /// The register for it, where there are such instructions.
    type Vector<S: Simd>: Vector<Float = Self, Simd = S>;
    /// 0
    const ZERO: Self;
    /// 1
    const ONE: Self;

    /// The nearest number of this precision.
    fn from_f64(x: f64) -> Self;
    /// The same number.
    fn to_f64(self) -> f64;
    /// `self * b + c`, rounded once.
    fn mul_add(self, b: Self, c: Self) -> Self;
    /// The square root.
    fn sqrt(self) -> Self;

    /// How many terms of its power series `exp` needs.
    const EXP_TERMS: usize;
    /// The logarithm of 2 in two parts: this one ends in zeros, so that a
    /// whole multiple of it is exact.
    const LN_2_HIGH: f64;
    /// The rest of it.
    const LN_2_LOW: f64;
    /// Added, it rounds to a whole number: no bit is left for a fraction.
    const ROUND: f64;
    /// The least exponent whose power of e is a normal number.
    const EXP_MIN: f64;
    /// How many of Newton's steps a guessed reciprocal needs.
    const NEWTON_STEPS: usize;
    /// So near to 0 that a product with it may be no normal number.
    const NOTHING: f64;

    /// `self * 2^n`, where `rounded` is `n + ROUND`: n stands at the end of
    /// its bits, and is added to the exponent of `self`.
    fn times_power_of_2(self, rounded: Self) -> Self;
    /// `1 / self`: in single precision the quotient, in double not quite 0.051
    /// of it off, from one subtraction of the bits.
    fn guess_reciprocal(self) -> Self;
}

/// Several numbers side by side, each in its lane. Arithmetic is lane by lane
/// and takes as long as with one number.
pub trait Vector:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self>
{
    /// The number in a lane.
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

/// A proof that the processor has some instructions: whoever holds one may
/// run code that was compiled for them.
pub trait Simd: Copy {
    /// A register of single precision.
    type F32: Vector<Float = f32, Simd = Self>;
    /// A register of double precision.
    type F64: Vector<Float = f64, Simd = Self>;
    /// How many registers there are.
    const REGISTERS: usize;

    /// Runs a job, compiled for these instructions.
    fn run<J: Job>(self, job: J) -> J::Output;
}

/// Code that is compiled once for each set of instructions. All that `run`
/// calls must be `#[inline(always)]`, or it is compiled for the least of them.
pub trait Job {
    /// Its result.
    type Output;
    /// Does it.
    fn run<S: Simd>(self, simd: S) -> Self::Output;
}
