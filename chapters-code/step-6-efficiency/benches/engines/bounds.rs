//! What bounds a step of the fastest engine: how long its most frequent
//! instructions take, each on one register, and how long a step takes on a
//! name. `-- --bounds` measures this alone, and `--bounds --record` records it.

use std::hint::black_box;
use std::marker::PhantomData;
use std::time::Instant;

use step_5_adam::Adam;
use step_6_efficiency::vector::functions::{constant, reciprocal};
use step_6_efficiency::vector::simd::{Job, Simd};
use step_6_efficiency::vector::{Float, Level, Vector, VectorTrainer};
use step_6_efficiency::{Engine, train};

use crate::record::Record;
use crate::{GUIDE, Start, interleaved, levels};

/// Steps of a run.
const STEPS: usize = 1000;

/// Whether this alone is asked for.
pub fn is_asked_for() -> bool {
    std::env::args().any(|arg| arg == "--bounds")
}

pub fn measure(start: &Start, record: &mut Record) {
    record.title("an instruction on a register, and a step on a name, ns");
    for level in levels() {
        let name = format!("{level:?}");
        record.line(&["ns", &name, "f32"], &instructions::<f32>(level));
        record.line(&["ns", &name, "f64"], &instructions::<f64>(level));
        let mut work: [Box<dyn FnMut()>; 2] = [
            Box::new(|| steps::<f32>(level, start)),
            Box::new(|| steps::<f64>(level, start)),
        ];
        for (precision, times) in
            ["f32", "f64"].iter().zip(interleaved(&mut work))
        {
            let step = times[0] / STEPS as f64 * 1e9;
            record.line(&["step", &name, precision], &[step]);
        }
    }
}

/// A run from its beginning.
fn steps<F: Float>(level: Level, start: &Start)
where
    VectorTrainer<F>: Engine,
{
    let adam = Adam::new(start.params.len());
    let at = VectorTrainer::<F>::at_level;
    let mut engine = at(level, GUIDE, &start.params, &adam);
    black_box(train(&mut engine, &start.docs, STEPS, 0.01).last());
}

/// An instruction, or what stands for one.
trait Instruction {
    /// What it makes of a register.
    fn of<V: Vector>(simd: V::Simd, x: V, half: V) -> V;
}

struct MulAdd;
struct Root;
struct Reciprocal;

impl Instruction for MulAdd {
    #[inline(always)]
    fn of<V: Vector>(_: V::Simd, x: V, half: V) -> V {
        x.mul_add(half, half)
    }
}

impl Instruction for Root {
    #[inline(always)]
    fn of<V: Vector>(_: V::Simd, x: V, _: V) -> V {
        x.sqrt()
    }
}

impl Instruction for Reciprocal {
    #[inline(always)]
    fn of<V: Vector>(simd: V::Simd, x: V, _: V) -> V {
        reciprocal(simd, x)
    }
}

/// Nanoseconds for each of them.
fn instructions<F: Float>(level: Level) -> [f64; 3] {
    [
        least::<F, MulAdd>(level),
        least::<F, Root>(level),
        least::<F, Reciprocal>(level),
    ]
}

/// Nanoseconds for one, at best.
fn least<F: Float, I: Instruction>(level: Level) -> f64 {
    let run = |_| level.run(Timed::<F, I>(PhantomData));
    (0..200).map(run).fold(f64::MAX, f64::min)
}

/// An instruction again and again, on registers that wait for no other.
struct Timed<F, I>(PhantomData<(F, I)>);

impl<F: Float, I: Instruction> Job for Timed<F, I> {
    type Output = f64;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> f64 {
        const CHAINS: usize = 10;
        const TIMES: usize = 2000;
        let half = constant::<F::Vector<S>>(simd, black_box(0.5));
        let mut all = [half; CHAINS];
        let start = Instant::now();
        for _ in 0..TIMES {
            for x in &mut all {
                *x = I::of(simd, *x, half);
            }
        }
        let time = start.elapsed().as_secs_f64();
        let mut out = [F::ZERO; 16];
        for x in all {
            x.store(&mut out);
            black_box(&out);
        }
        time / (CHAINS * TIMES) as f64 * 1e9
    }
}
