//! The most that a core can do, and the share of the matrix products.

use std::hint::black_box;
use std::marker::PhantomData;
use std::time::Instant;

use step_6_efficiency::vector::functions::{constant, reciprocal};
use step_6_efficiency::vector::product::{
    Left, Product, Rows, Size, WriteMode,
};
use step_6_efficiency::vector::simd::{Job, Simd};
use step_6_efficiency::vector::{Float, Level, Vector};
use step_6_efficiency::workspace::kernels::add_product;

use crate::record::Record;
use crate::{interleaved, levels};

pub fn measure(record: &mut Record) {
    record.title("peak of a core, GFLOP/s");
    for level in levels() {
        let name = format!("{level:?}");
        record.line(&["peak", &name, "f64"], &[peak::<f64>(level)]);
        record.line(&["peak", &name, "f32"], &[peak::<f32>(level)]);
    }
    record.title("products at n_embd 128 and 64 positions, GFLOP/s");
    let size = |m, k, n| Size { m, k, n };
    for level in levels() {
        for (name, size, order) in [
            ("Y = W X", size(512, 128, 64), Order::RowMajor),
            ("dX = Wᵀ dY", size(128, 512, 64), Order::ColumnMajor),
            ("dW = dY Xᵀ", size(512, 64, 128), Order::RowMajor),
        ] {
            let level_name = format!("{level:?}");
            let rate = product::<f64>(level, size, order);
            record.line(&["product", &level_name, "f64", name], &[rate]);
            let rate = product::<f32>(level, size, order);
            record.line(&["product", &level_name, "f32", name], &[rate]);
        }
    }
    orders(record);
    reciprocals(record);
}

/// Multiplications and additions in registers, each of one with each of the
/// other, as in a product of matrices.
struct Peak<F>(PhantomData<F>);

impl<F: Float> Job for Peak<F> {
    type Output = f64;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> f64 {
        // Enough to wait for none, and no more than there are registers.
        const CHAINS: usize = 14;
        const TIMES: usize = 20_000;
        let factor = constant(simd, black_box(0.999));
        let mut sums = [constant::<F::Vector<S>>(simd, 1.0); CHAINS];
        let start = Instant::now();
        for _ in 0..TIMES {
            for sum in &mut sums {
                *sum = sum.mul_add(factor, factor);
            }
        }
        let time = start.elapsed().as_secs_f64();
        let mut out = [F::ZERO; 16];
        for sum in sums {
            sum.store(&mut out);
            black_box(&out);
        }
        (2 * CHAINS * TIMES * F::Vector::<S>::N) as f64 / time / 1e9
    }
}

/// The most that a level computes, in 10^9 operations a second.
fn peak<F: Float>(level: Level) -> f64 {
    let runs = (0..200).map(|_| level.run(Peak::<F>(PhantomData)));
    runs.fold(0.0, f64::max)
}

/// How the left matrix of a product lies.
#[derive(Clone, Copy)]
enum Order {
    RowMajor,
    ColumnMajor,
}

/// 10^9 operations a second of a product, at best.
fn product<F: Float>(level: Level, size: Size, order: Order) -> f64 {
    const TIMES: usize = 20;
    let Size { m, k, n } = size;
    let (a, b) = (vec![F::ONE; m * k], vec![F::ONE; k * n]);
    let mut c = vec![F::ZERO; m * n];
    let mut work = [|| {
        for _ in 0..TIMES {
            let a = match order {
                Order::RowMajor => Left::rows(&a, k),
                Order::ColumnMajor => Left::columns(&a, m),
            };
            level.run(Product {
                a,
                b: Rows::new(&b, n),
                c: Rows::new(&mut c, n),
                size,
                mode: WriteMode::Overwrite,
            });
        }
    }];
    let time = interleaved(&mut work)[0][0];
    (2 * m * k * n * TIMES) as f64 / time / 1e9
}

/// Two orders of the three loops of a product, GFLOP/s.
fn orders(record: &mut Record) {
    record.title("a product in f64, inner loop down a column or along a row");
    for size in [16, 256] {
        let (a, b) = (vec![1.0; size * size], vec![1.0; size * size]);
        let mut c = vec![0.0; size * size];
        let mut d = c.clone();
        let times = 1 << 24 >> (3 * size.ilog2());
        let mut work: [Box<dyn FnMut()>; 2] = [
            Box::new(|| {
                for _ in 0..times {
                    by_columns(&mut c, black_box(&a), &b, size);
                }
            }),
            Box::new(|| {
                for _ in 0..times {
                    add_product(&mut d, black_box(&a), &b, size);
                }
            }),
        ];
        let seconds = interleaved(&mut work);
        let operations = (2 * size * size * size * times) as f64;
        for (name, seconds) in ["column", "row"].into_iter().zip(seconds) {
            let rate = operations / seconds[0] / 1e9;
            record.line(&["order", name, &size.to_string()], &[rate]);
        }
    }
}

/// `C += A B` for squares, each number of `c` by itself: down a column of `b`.
fn by_columns(c: &mut [f64], a: &[f64], b: &[f64], n: usize) {
    for (c_row, a_row) in c.chunks_exact_mut(n).zip(a.chunks_exact(n)) {
        for (j, c) in c_row.iter_mut().enumerate() {
            for (k, a) in a_row.iter().enumerate() {
                *c += a * b[k * n + j];
            }
        }
    }
}

/// One over each of some numbers in `f64`: by division, which the compiler
/// puts into vectors, or by Newton's method.
struct Reciprocals<'a> {
    of: &'a [f64],
    to: &'a mut [f64],
    newton: bool,
}

impl Job for Reciprocals<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        if self.newton {
            let lanes = S::F64::N;
            let to = self.to.chunks_exact_mut(lanes);
            for (to, x) in to.zip(self.of.chunks_exact(lanes)) {
                reciprocal(simd, S::F64::load(simd, x)).store(to);
            }
        } else {
            for (to, x) in self.to.iter_mut().zip(self.of) {
                *to = 1.0 / x;
            }
        }
    }
}

/// 10^9 reciprocals a second, both ways.
fn reciprocals(record: &mut Record) {
    const TIMES: usize = 2000;
    record.title("reciprocals in f64, 10^9 a second");
    let of: Vec<f64> = (0..1024).map(|i| 1.0 + f64::from(i)).collect();
    for level in levels() {
        let mut work = [false, true].map(|newton| {
            let mut to = vec![0.0; of.len()];
            let of = &of[..];
            move || {
                for _ in 0..TIMES {
                    let to = black_box(&mut to[..]);
                    level.run(Reciprocals { of, to, newton });
                }
            }
        });
        let times = interleaved(&mut work);
        for (name, times) in ["division", "Newton"].iter().zip(times) {
            let rate = (TIMES * of.len()) as f64 / times[0] / 1e9;
            record.line(&["reciprocal", &format!("{level:?}"), name], &[rate]);
        }
    }
}
