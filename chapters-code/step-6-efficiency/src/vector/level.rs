//! What the processor can do, found out once, when the program runs.

#[cfg(target_arch = "x86_64")]
use super::x86::{Avx2, Avx512};
use super::{Lanes, Vector};

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
    /// What every processor of this kind has: 16 bytes at a time on `x86_64`
    /// (SSE2), on ARM (NEON) and, where it is switched on, in WebAssembly.
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
    /// What it returns.
    type Output;
    /// Does it.
    fn run<S: Simd>(self, simd: S) -> Self::Output;
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

/// What the whole program is compiled for.
#[derive(Clone, Copy, Debug)]
pub struct Baseline;

impl Simd for Baseline {
    type F32 = Lanes<f32, 4>;
    type F64 = Lanes<f64, 2>;
    const REGISTERS: usize = 16;

    fn run<J: Job>(self, job: J) -> J::Output {
        job.run(self)
    }
}
