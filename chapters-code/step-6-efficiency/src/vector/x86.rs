//! The registers of `x86_64`: a type per width and precision, whose arithmetic
//! is one instruction each.
//!
//! The unsafe code here is of one kind: an instruction that only some
//! processors have. There is no value of these types without a proof that this
//! processor is one of them.

#![allow(unsafe_code, clippy::wildcard_imports)]

use std::arch::x86_64::*;
use std::ops::{Add, Mul, Sub};

use super::float::RECIPROCAL;
use super::simd::{Job, Simd, Vector};

// ANCHOR: avx2
/// The proof that the processor has AVX2 and FMA.
#[derive(Clone, Copy, Debug)]
pub struct Avx2(());

impl Avx2 {
    /// The proof, if there is one.
    pub fn detect() -> Option<Self> {
        let has =
            is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
        has.then_some(Avx2(()))
    }
}

impl Simd for Avx2 {
    type F32 = F32x8;
    type F64 = F64x4;
    const REGISTERS: usize = 16;

    fn run<J: Job>(self, job: J) -> J::Output {
        #[target_feature(enable = "avx2,fma")]
        fn with_avx2<J: Job>(simd: Avx2, job: J) -> J::Output {
            job.run(simd)
        }
        // SAFETY: there is an `Avx2` only where there are AVX2 and FMA.
        unsafe { with_avx2(self, job) }
    }
}
// ANCHOR_END: avx2

/// The proof that the processor has AVX-512 (F and DQ), AVX2 and FMA.
#[derive(Clone, Copy, Debug)]
pub struct Avx512(());

impl Avx512 {
    /// The proof, if there is one.
    pub fn detect() -> Option<Self> {
        let has = Avx2::detect().is_some()
            && is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512dq");
        has.then_some(Avx512(()))
    }
}

impl Simd for Avx512 {
    type F32 = F32x16;
    type F64 = F64x8;
    const REGISTERS: usize = 32;

    fn run<J: Job>(self, job: J) -> J::Output {
        #[target_feature(enable = "avx512f,avx512dq,avx2,fma")]
        fn with_avx512<J: Job>(simd: Avx512, job: J) -> J::Output {
            job.run(simd)
        }
        // SAFETY: there is an `Avx512` only where there are all of them.
        unsafe { with_avx512(self, job) }
    }
}

/// An operator, or a method, that is one instruction.
macro_rules! instruction {
    ($vector:ident: $trait:ident::$method:ident = $instruction:ident) => {
        impl $trait for $vector {
            type Output = Self;

            #[inline(always)]
            fn $method(self, b: Self) -> Self {
                // SAFETY: a value is the proof that it may be computed with.
                $vector(unsafe { $instruction(self.0, b.0) })
            }
        }
    };
}

/// A type of register, from its instructions.
macro_rules! register {
    (
        $(#[$doc:meta])*
        $vector:ident($register:ident): [$float:ident; $n:literal], $simd:ident,
        $splat:ident, $load:ident, $store:ident,
        $add:ident, $sub:ident, $mul:ident, $mul_add:ident, $max:ident,
        $sqrt:ident,
        |$kept:ident, $a:ident, $b:ident| $where_greater:expr,
        |$p:ident, $rounded:ident| $times_power_of_2:expr,
        |$x:ident| $guess_reciprocal:expr,
        $tile:literal, $transpose:ident,
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $vector($register);

        instruction!($vector: Add::add = $add);
        instruction!($vector: Sub::sub = $sub);
        instruction!($vector: Mul::mul = $mul);

        impl Vector for $vector {
            type Float = $float;
            type Simd = $simd;
            const N: usize = $n;

            #[inline(always)]
            fn splat(_: $simd, x: $float) -> Self {
                // SAFETY: the proof is at hand.
                $vector(unsafe { $splat(x) })
            }

            #[inline(always)]
            fn load(_: $simd, from: &[$float]) -> Self {
                let from = &from[..$n];
                // SAFETY: the proof is at hand, and there are $n numbers.
                $vector(unsafe { $load(from.as_ptr()) })
            }

            #[inline(always)]
            fn store(self, to: &mut [$float]) {
                let to = &mut to[..$n];
                // SAFETY: the value is the proof, and there is room.
                unsafe { $store(to.as_mut_ptr(), self.0) }
            }

            #[inline(always)]
            fn mul_add(self, b: Self, c: Self) -> Self {
                // SAFETY: the value is the proof; so also below.
                $vector(unsafe { $mul_add(self.0, b.0, c.0) })
            }

            #[inline(always)]
            fn max(self, b: Self) -> Self {
                $vector(unsafe { $max(self.0, b.0) })
            }

            #[inline(always)]
            fn sqrt(self) -> Self {
                $vector(unsafe { $sqrt(self.0) })
            }

            #[inline(always)]
            fn where_greater(self, a: Self, b: Self) -> Self {
                let ($kept, $a, $b) = (self.0, a.0, b.0);
                $vector(unsafe { $where_greater })
            }

            #[inline(always)]
            fn times_power_of_2(self, rounded: Self) -> Self {
                let ($p, $rounded) = (self.0, rounded.0);
                $vector(unsafe { $times_power_of_2 })
            }

            #[inline(always)]
            fn guess_reciprocal(self) -> Self {
                let $x = self.0;
                $vector(unsafe { $guess_reciprocal })
            }

            const TILE: usize = $tile;

            #[inline(always)]
            fn transpose(
                _: $simd,
                from: &[$float],
                stride: usize,
                to: &mut [$float],
                to_stride: usize,
            ) {
                let last = $tile - 1;
                let from = &from[..last * stride + $tile];
                let to = &mut to[..last * to_stride + $tile];
                // SAFETY: the proof is at hand, and all rows are in reach.
                unsafe {
                    $transpose(
                        from.as_ptr(),
                        stride,
                        to.as_mut_ptr(),
                        to_stride,
                    );
                }
            }
        }
    };
}

/// Turns 8 rows of 8: halves of two rows share a register from the start, so
/// that nothing has to cross its middle.
#[target_feature(enable = "avx2")]
unsafe fn transpose_8x8(
    from: *const f32,
    stride: usize,
    to: *mut f32,
    to_stride: usize,
) {
    for half in 0..2 {
        let mut r = [_mm256_setzero_ps(); 4];
        for (i, r) in r.iter_mut().enumerate() {
            // SAFETY: the caller has all these numbers.
            *r = unsafe {
                let at = from.add(i * stride + 4 * half);
                _mm256_loadu2_m128(at.add(4 * stride), at)
            };
        }
        let a = _mm256_unpacklo_ps(r[0], r[1]);
        let b = _mm256_unpackhi_ps(r[0], r[1]);
        let c = _mm256_unpacklo_ps(r[2], r[3]);
        let d = _mm256_unpackhi_ps(r[2], r[3]);
        let columns = [
            _mm256_shuffle_ps::<0x44>(a, c),
            _mm256_shuffle_ps::<0xee>(a, c),
            _mm256_shuffle_ps::<0x44>(b, d),
            _mm256_shuffle_ps::<0xee>(b, d),
        ];
        for (j, column) in columns.into_iter().enumerate() {
            // SAFETY: the caller has room for all these numbers.
            unsafe {
                _mm256_storeu_ps(to.add((4 * half + j) * to_stride), column);
            }
        }
    }
}

/// Turns 4 rows of 4, likewise.
#[target_feature(enable = "avx2")]
unsafe fn transpose_4x4(
    from: *const f64,
    stride: usize,
    to: *mut f64,
    to_stride: usize,
) {
    for half in 0..2 {
        let mut r = [_mm256_setzero_pd(); 2];
        for (i, r) in r.iter_mut().enumerate() {
            // SAFETY: the caller has all these numbers.
            *r = unsafe {
                let at = from.add(i * stride + 2 * half);
                _mm256_loadu2_m128d(at.add(2 * stride), at)
            };
        }
        let columns = [
            _mm256_unpacklo_pd(r[0], r[1]),
            _mm256_unpackhi_pd(r[0], r[1]),
        ];
        for (j, column) in columns.into_iter().enumerate() {
            // SAFETY: the caller has room for all these numbers.
            unsafe {
                _mm256_storeu_pd(to.add((2 * half + j) * to_stride), column);
            }
        }
    }
}

register! {
    /// 8 numbers of single precision.
    F32x8(__m256): [f32; 8], Avx2,
    _mm256_set1_ps, _mm256_loadu_ps, _mm256_storeu_ps,
    _mm256_add_ps, _mm256_sub_ps, _mm256_mul_ps, _mm256_fmadd_ps,
    _mm256_max_ps, _mm256_sqrt_ps,
    |x, a, b| _mm256_and_ps(x, _mm256_cmp_ps::<_CMP_GT_OQ>(a, b)),
    |p, rounded| _mm256_castsi256_ps(_mm256_add_epi32(
        _mm256_castps_si256(p),
        _mm256_slli_epi32::<23>(_mm256_castps_si256(rounded)),
    )),
    |x| _mm256_div_ps(_mm256_set1_ps(1.0), x),
    8, transpose_8x8,
}

register! {
    /// 4 numbers of double precision.
    F64x4(__m256d): [f64; 4], Avx2,
    _mm256_set1_pd, _mm256_loadu_pd, _mm256_storeu_pd,
    _mm256_add_pd, _mm256_sub_pd, _mm256_mul_pd, _mm256_fmadd_pd,
    _mm256_max_pd, _mm256_sqrt_pd,
    |x, a, b| _mm256_and_pd(x, _mm256_cmp_pd::<_CMP_GT_OQ>(a, b)),
    |p, rounded| _mm256_castsi256_pd(_mm256_add_epi64(
        _mm256_castpd_si256(p),
        _mm256_slli_epi64::<52>(_mm256_castpd_si256(rounded)),
    )),
    |x| _mm256_castsi256_pd(_mm256_sub_epi64(
        _mm256_set1_epi64x(RECIPROCAL),
        _mm256_castpd_si256(x),
    )),
    4, transpose_4x4,
}

register! {
    /// 16 numbers of single precision.
    F32x16(__m512): [f32; 16], Avx512,
    _mm512_set1_ps, _mm512_loadu_ps, _mm512_storeu_ps,
    _mm512_add_ps, _mm512_sub_ps, _mm512_mul_ps, _mm512_fmadd_ps,
    _mm512_max_ps, _mm512_sqrt_ps,
    |x, a, b| _mm512_maskz_mov_ps(
        _mm512_cmp_ps_mask::<_CMP_GT_OQ>(a, b), x),
    |p, rounded| _mm512_castsi512_ps(_mm512_add_epi32(
        _mm512_castps_si512(p),
        _mm512_slli_epi32::<23>(_mm512_castps_si512(rounded)),
    )),
    |x| _mm512_div_ps(_mm512_set1_ps(1.0), x),
    8, transpose_8x8,
}

register! {
    /// 8 numbers of double precision.
    F64x8(__m512d): [f64; 8], Avx512,
    _mm512_set1_pd, _mm512_loadu_pd, _mm512_storeu_pd,
    _mm512_add_pd, _mm512_sub_pd, _mm512_mul_pd, _mm512_fmadd_pd,
    _mm512_max_pd, _mm512_sqrt_pd,
    |x, a, b| _mm512_maskz_mov_pd(
        _mm512_cmp_pd_mask::<_CMP_GT_OQ>(a, b), x),
    |p, rounded| _mm512_castsi512_pd(_mm512_add_epi64(
        _mm512_castpd_si512(p),
        _mm512_slli_epi64::<52>(_mm512_castpd_si512(rounded)),
    )),
    |x| _mm512_castsi512_pd(_mm512_sub_epi64(
        _mm512_set1_epi64(RECIPROCAL),
        _mm512_castpd_si512(x),
    )),
    4, transpose_4x4,
}
