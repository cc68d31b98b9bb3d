//! The two precisions. Half the size means twice the lanes in a register.

use super::simd::{Float, Simd};

/// The bits from which to subtract a number's bits for its reciprocal.
pub const RECIPROCAL: i64 = 0x7fde_6238_d5e5_9d15;

impl Float for f32 {
    type Vector<S: Simd> = S::F32;
    const ZERO: f32 = 0.0;
    const ONE: f32 = 1.0;
    const EXP_TERMS: usize = 8;
    const LN_2_HIGH: f64 = 0.693_359_375;
    const LN_2_LOW: f64 = -2.121_944_400_546_905_8e-4;
    const ROUND: f64 = 12_582_912.0; // 1.5 * 2^23
    const EXP_MIN: f64 = -87.0;
    const NEWTON_STEPS: usize = 0;
    const NOTHING: f64 = 1e-30;

    #[inline(always)]
    #[allow(clippy::cast_possible_truncation)]
    fn from_f64(x: f64) -> f32 {
        x as f32
    }

    #[inline(always)]
    fn to_f64(self) -> f64 {
        f64::from(self)
    }

    #[inline(always)]
    fn mul_add(self, b: f32, c: f32) -> f32 {
        self.mul_add(b, c)
    }

    #[inline(always)]
    fn sqrt(self) -> f32 {
        self.sqrt()
    }

    #[inline(always)]
    fn times_power_of_2(self, rounded: f32) -> f32 {
        f32::from_bits(self.to_bits().wrapping_add(rounded.to_bits() << 23))
    }

    #[inline(always)]
    fn guess_reciprocal(self) -> f32 {
        1.0 / self
    }
}

impl Float for f64 {
    type Vector<S: Simd> = S::F64;
    const ZERO: f64 = 0.0;
    const ONE: f64 = 1.0;
    const EXP_TERMS: usize = 14;
    const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
    const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    const ROUND: f64 = 6_755_399_441_055_744.0; // 1.5 * 2^52
    const EXP_MIN: f64 = -708.0;
    const NEWTON_STEPS: usize = 4;
    const NOTHING: f64 = 1e-290;

    #[inline(always)]
    fn from_f64(x: f64) -> f64 {
        x
    }

    #[inline(always)]
    fn to_f64(self) -> f64 {
        self
    }

    #[inline(always)]
    fn mul_add(self, b: f64, c: f64) -> f64 {
        self.mul_add(b, c)
    }

    #[inline(always)]
    fn sqrt(self) -> f64 {
        self.sqrt()
    }

    #[inline(always)]
    fn times_power_of_2(self, rounded: f64) -> f64 {
        f64::from_bits(self.to_bits().wrapping_add(rounded.to_bits() << 52))
    }

    #[inline(always)]
    fn guess_reciprocal(self) -> f64 {
        let bits = RECIPROCAL.cast_unsigned();
        f64::from_bits(bits.wrapping_sub(self.to_bits()))
    }
}
