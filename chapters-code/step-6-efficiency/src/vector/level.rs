//! The levels of instructions, found out once, when the program runs.

use super::lanes::Baseline;
use super::simd::{Job, Simd};
#[cfg(target_arch = "x86_64")]
use super::x86::{Avx2, Avx512};

/// A set of vector instructions.
///
/// ```
/// use step_6_efficiency::vector::Level;
///
/// assert!(Level::Baseline.is_supported());
/// assert!(Level::detect().is_supported());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The instructions that the whole program is compiled for: 16 bytes at a
    /// time on `x86_64` (SSE2), on ARM (NEON) and, where it is switched on, in
    /// WebAssembly.
    Baseline,
    /// 32 bytes and fused multiply-add: most of `x86_64` since 2013.
    Avx2,
    /// 64 bytes and twice the registers: many servers, some laptops.
    Avx512,
}

impl Level {
    /// All of them, from the least to the best.
    pub const ALL: [Level; 3] = [Level::Baseline, Level::Avx2, Level::Avx512];

    /// The best that this processor has.
    pub fn detect() -> Self {
        let supported = Level::ALL.into_iter().filter(|l| l.is_supported());
        supported.max().unwrap_or(Level::Baseline)
    }

    /// Whether a product and a sum are rounded once and not twice, by an
    /// instruction for both. Of the last bits, that is all that depends on the
    /// processor: levels of the same answer compute the same.
    ///
    /// ```
    /// use step_6_efficiency::vector::Level;
    ///
    /// assert!(Level::Avx2.fuses() && Level::Avx512.fuses());
    /// let neon = cfg!(target_arch = "aarch64");
    /// assert!(Level::Baseline.fuses() || !neon);
    /// ```
    pub fn fuses(self) -> bool {
        match self {
            Level::Baseline => Baseline::FUSES,
            Level::Avx2 | Level::Avx512 => true,
        }
    }

    /// Whether this processor has it.
    pub fn is_supported(self) -> bool {
        match self {
            Level::Baseline => true,
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => Avx2::detect().is_some(),
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => Avx512::detect().is_some(),
            #[cfg(not(target_arch = "x86_64"))]
            Level::Avx2 | Level::Avx512 => false,
        }
    }
}

impl Level {
    /// Runs a job, compiled for this level.
    ///
    /// # Panics
    ///
    /// If this processor has not got the instructions.
    pub fn run<J: Job>(self, job: J) -> J::Output {
        match self {
            Level::Baseline => Baseline.run(job),
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => Avx2::detect().expect("AVX2").run(job),
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => Avx512::detect().expect("AVX-512").run(job),
            #[cfg(not(target_arch = "x86_64"))]
            _ => panic!("{self:?} is not of this processor"),
        }
    }
}
