//! The functions that are no instruction: the exponential and the reciprocal.

use super::simd::{Float, Vector};

// ANCHOR: reciprocal
/// `1 / x` for positive numbers. A division of double precision takes as long
/// as many multiplications. So there a guess is improved by Newton's method,
/// which doubles the number of right digits each time: `y ← y + y (1 - x y)`.
/// In single precision the division is as fast, and rounds only once.
///
/// Processors have an instruction for a guess. Its bits are the maker's own
/// choice, so it is not used here.
#[inline(always)]
pub fn reciprocal<V: Vector>(simd: V::Simd, x: V) -> V {
    let one = V::splat(simd, V::Float::ONE);
    let minus_x = V::splat(simd, V::Float::ZERO) - x;
    let mut y = x.guess_reciprocal();
    for _ in 0..V::Float::NEWTON_STEPS {
        let error = minus_x.mul_add(y, one);
        y = y.mul_add(error, y);
    }
    y
}
// ANCHOR_END: reciprocal

/// `e` to the power of `x`, for `x` up to 88 (single precision) or 709, and 0
/// where the result would be smaller than the normal numbers.
///
/// With `n` whole, `x = n ln 2 + r`, so `e^x = 2^n e^r` (after Cody and Waite,
/// 1980). `r` is at most `ln 2 / 2` away from 0, where few terms of the power
/// series are enough. `2^n` needs no arithmetic: it is an exponent.
#[inline(always)]
pub fn exp<V: Vector>(simd: V::Simd, x: V) -> V {
    let least = constant::<V>(simd, V::Float::EXP_MIN);
    let clamped = x.max(least);
    let round = constant::<V>(simd, V::Float::ROUND);
    let per_ln_2 = constant::<V>(simd, std::f64::consts::LOG2_E);
    let rounded = clamped.mul_add(per_ln_2, round);
    let n = rounded - round;
    let r = n.mul_add(constant(simd, -V::Float::LN_2_HIGH), clamped);
    let r = n.mul_add(constant(simd, -V::Float::LN_2_LOW), r);
    let mut sum = constant::<V>(simd, TERMS[V::Float::EXP_TERMS - 1]);
    for i in (0..V::Float::EXP_TERMS - 1).rev() {
        sum = sum.mul_add(r, constant(simd, TERMS[i]));
    }
    sum.times_power_of_2(rounded).where_greater(x, least)
}

/// `1 / i!`
const TERMS: [f64; 14] = {
    let mut terms = [1.0; 14];
    let mut i = 1;
    while i < 14 {
        terms[i] = terms[i - 1] / i as f64;
        i += 1;
    }
    terms
};

/// The same number in every lane.
#[inline(always)]
pub fn constant<V: Vector>(simd: V::Simd, x: f64) -> V {
    V::splat(simd, V::Float::from_f64(x))
}
