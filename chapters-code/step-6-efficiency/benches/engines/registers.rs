//! From the registers that every processor has to those of AVX2, in single
//! precision and one thing at a time: what the code is compiled for, the lanes
//! of an array, instructions in an array's place, a matrix that is turned
//! inside registers, and the fused instruction.

use std::fmt::Debug;
use std::hint::black_box;
use std::iter::zip;
use std::marker::PhantomData;
use std::ops::{Add, Mul, Sub};

use step_5_adam::Adam;
use step_6_efficiency::engine::Pairs;
use step_6_efficiency::vector::adam::Moments;
use step_6_efficiency::vector::lanes::Baseline;
use step_6_efficiency::vector::memory::Block;
use step_6_efficiency::vector::model::Model;
use step_6_efficiency::vector::pass::Buffers;
use step_6_efficiency::vector::simd::{Job, Simd};
use step_6_efficiency::vector::x86::Avx2;
use step_6_efficiency::vector::{Lanes, Level, Vector};

use crate::record::Record;
use crate::{GUIDE, ROUNDS, Start, interleaved};

const STEPS: usize = 1000;

/// Trains with some registers.
type Work<'a> = Box<dyn FnMut() + 'a>;

pub fn measure(start: &Start, record: &mut Record) {
    let Some(avx2) = Avx2::detect() else {
        return;
    };
    record.title("1,000 steps in f32, one thing at a time, ms: median, least");
    let mut work: [(&str, Work<'_>); 6] = [
        ("arrays of 4", Box::new(|| steps(Baseline, start))),
        (
            "for AVX2",
            Box::new(|| steps(Arrays::<4>::new(avx2), start)),
        ),
        (
            "arrays of 8",
            Box::new(|| steps(Arrays::<8>::new(avx2), start)),
        ),
        ("instructions", Box::new(|| steps(Plain::new(avx2), start))),
        ("turned", Box::new(|| steps(Turned::new(avx2), start))),
        ("fused", Box::new(|| steps(avx2, start))),
    ];
    let names = work.each_ref().map(|(name, _)| *name);
    let mut work = work.each_mut().map(|(_, work)| work);
    for (name, times) in zip(names, interleaved(&mut work)) {
        let numbers = [times[ROUNDS / 2] * 1e3, times[0] * 1e3];
        record.line(&["registers", name], &numbers);
    }
}

/// Trains the model of the run with some registers.
fn steps<S: Simd>(simd: S, start: &Start) {
    let model = Model::new(Level::Baseline, GUIDE, &start.params);
    let adam = Adam::new(start.params.len());
    let mut trainer = Trainer {
        grad: Block::new(model.layout.len()),
        moments: Moments::new(&model.layout, &adam),
        buffers: Buffers::new(&GUIDE),
        model,
    };
    for (step, doc) in start.docs[..STEPS].iter().enumerate() {
        let loss = simd.run(Step {
            trainer: &mut trainer,
            pairs: Pairs::new(doc, GUIDE.block_size),
            rate: 0.01 * (1.0 - step as f64 / STEPS as f64),
        });
        assert!(black_box(loss).is_finite());
    }
}

/// What the engine on vectors keeps.
struct Trainer {
    model: Model<f32>,
    grad: Block<f32>,
    moments: Moments<f32>,
    buffers: Buffers<f32>,
}

/// A step of it.
struct Step<'a> {
    trainer: &'a mut Trainer,
    pairs: Pairs<'a>,
    rate: f64,
}

impl Job for Step<'_> {
    type Output = f64;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> f64 {
        let Trainer {
            model,
            grad,
            moments,
            buffers,
        } = self.trainer;
        let loss = buffers.gradient::<S::F32>(simd, model, self.pairs, grad);
        moments.step::<S::F32>(simd, &mut model.params, grad, self.rate);
        loss
    }
}

/// Registers that some type plays the part of.
trait Kind: Copy + Debug {
    /// What proves that there are such registers.
    type Inner: Simd;
    type F32: Vector<Float = f32, Simd = Self::Inner>;
    type F64: Vector<Float = f64, Simd = Self::Inner>;
    /// Whether a matrix is turned by instructions of their own.
    const TURNS: bool = false;

    fn inner(avx2: Avx2) -> Self::Inner;
}

/// Arrays of `N` numbers.
#[derive(Clone, Copy, Debug)]
struct ArraysOf<const N: usize>;

impl<const N: usize> Kind for ArraysOf<N> {
    type Inner = Baseline;
    type F32 = Lanes<f32, N>;
    type F64 = Lanes<f64, N>;

    #[inline(always)]
    fn inner(_: Avx2) -> Baseline {
        Baseline
    }
}

/// Registers of AVX2.
#[derive(Clone, Copy, Debug)]
struct Instructions<const TURNS: bool>;

impl<const TURNS: bool> Kind for Instructions<TURNS> {
    type Inner = Avx2;
    type F32 = <Avx2 as Simd>::F32;
    type F64 = <Avx2 as Simd>::F64;
    const TURNS: bool = TURNS;

    #[inline(always)]
    fn inner(avx2: Avx2) -> Avx2 {
        avx2
    }
}

/// Some registers, in code that is compiled for AVX2; multiplication and
/// addition are two instructions.
#[derive(Clone, Copy, Debug)]
struct Unfused<K>(Avx2, PhantomData<K>);

type Arrays<const N: usize> = Unfused<ArraysOf<N>>;
type Plain = Unfused<Instructions<false>>;
type Turned = Unfused<Instructions<true>>;

impl<K: Kind> Unfused<K> {
    fn new(avx2: Avx2) -> Self {
        Unfused(avx2, PhantomData)
    }
}

impl<K: Kind> Simd for Unfused<K> {
    type F32 = Register<K, K::F32>;
    type F64 = Register<K, K::F64>;
    const REGISTERS: usize = 16;

    fn run<J: Job>(self, job: J) -> J::Output {
        self.0.run(Inside(self, job))
    }
}

/// A job inside another that is compiled for AVX2.
struct Inside<S, J>(S, J);

impl<S: Simd, J: Job> Job for Inside<S, J> {
    type Output = J::Output;

    #[inline(always)]
    fn run<T: Simd>(self, _: T) -> J::Output {
        self.1.run(self.0)
    }
}

/// A register of [`Unfused`].
#[derive(Clone, Copy, Debug)]
struct Register<K, V>(V, PhantomData<K>);

macro_rules! operator {
    ($trait:ident::$method:ident) => {
        impl<K, V: Vector> $trait for Register<K, V> {
            type Output = Self;

            #[inline(always)]
            fn $method(self, b: Self) -> Self {
                Register(self.0.$method(b.0), PhantomData)
            }
        }
    };
}

operator!(Add::add);
operator!(Sub::sub);
operator!(Mul::mul);

impl<K: Kind, V: Vector<Simd = K::Inner>> Vector for Register<K, V> {
    type Float = V::Float;
    type Simd = Unfused<K>;
    const N: usize = V::N;

    #[inline(always)]
    fn splat(simd: Unfused<K>, x: V::Float) -> Self {
        Register(V::splat(K::inner(simd.0), x), PhantomData)
    }

    #[inline(always)]
    fn load(simd: Unfused<K>, from: &[V::Float]) -> Self {
        Register(V::load(K::inner(simd.0), from), PhantomData)
    }

    #[inline(always)]
    fn store(self, to: &mut [V::Float]) {
        self.0.store(to);
    }

    #[inline(always)]
    fn mul_add(self, b: Self, c: Self) -> Self {
        self * b + c
    }

    #[inline(always)]
    fn max(self, b: Self) -> Self {
        Register(self.0.max(b.0), PhantomData)
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        Register(self.0.sqrt(), PhantomData)
    }

    #[inline(always)]
    fn where_greater(self, a: Self, b: Self) -> Self {
        Register(self.0.where_greater(a.0, b.0), PhantomData)
    }

    #[inline(always)]
    fn times_power_of_2(self, rounded: Self) -> Self {
        Register(self.0.times_power_of_2(rounded.0), PhantomData)
    }

    #[inline(always)]
    fn guess_reciprocal(self) -> Self {
        Register(self.0.guess_reciprocal(), PhantomData)
    }

    const TILE: usize = if K::TURNS { V::TILE } else { 1 };

    #[inline(always)]
    fn transpose(
        simd: Unfused<K>,
        from: &[V::Float],
        stride: usize,
        to: &mut [V::Float],
        to_stride: usize,
    ) {
        if K::TURNS {
            V::transpose(K::inner(simd.0), from, stride, to, to_stride);
        } else {
            to[0] = from[0];
        }
    }
}
