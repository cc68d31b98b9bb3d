//! Results of vectors, at every level that this processor has, against
//! plain arithmetic.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use step_6_efficiency::vector::functions::{exp, reciprocal};
use step_6_efficiency::vector::memory::transpose;
use step_6_efficiency::vector::product::{
    Left, Product, Rows, Size, WriteMode,
};
use step_6_efficiency::vector::simd::{Job, Simd};
use step_6_efficiency::vector::{Float, Level, Vector};

use crate::common::levels;

#[derive(Clone, Copy)]
enum Function {
    Exp,
    Reciprocal,
}

/// One of the functions on many numbers.
struct Apply<'a, F> {
    numbers: &'a mut [F],
    function: Function,
}

impl<F: Float> Job for Apply<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        for x in self.numbers.chunks_exact_mut(F::Vector::<S>::N) {
            let numbers = F::Vector::<S>::load(simd, x);
            match self.function {
                Function::Exp => exp(simd, numbers).store(x),
                Function::Reciprocal => reciprocal(simd, numbers).store(x),
            }
        }
    }
}

/// The largest error of a function, relative to the exact value.
fn worst<F: Float>(
    level: Level,
    function: Function,
    numbers: impl Fn(f64) -> f64,
    exact: impl Fn(f64) -> f64,
) -> f64 {
    let count = 100_000;
    let inputs: Vec<F> = (0..count)
        .map(|i| F::from_f64(numbers(f64::from(i) / f64::from(count))))
        .collect();
    let mut outputs = inputs.clone();
    level.run(Apply {
        numbers: &mut outputs,
        function,
    });
    let errors = inputs.iter().zip(&outputs).map(|(x, y)| {
        let exact = exact(x.to_f64());
        (y.to_f64() / exact - 1.0).abs()
    });
    errors.fold(0.0, f64::max)
}

#[test]
fn exp_is_exact_to_the_last_digits() {
    for level in levels() {
        let single = |x| 88.0 * (1.99 * x - 0.985);
        let error =
            worst::<f32>(level, Function::Exp, single, portable::math::exp);
        assert!(error < 2e-7, "{level:?} f32: {error:e}");
        let double = |x| 708.0 * (2.0 * x - 0.9999);
        let error =
            worst::<f64>(level, Function::Exp, double, portable::math::exp);
        assert!(error < 5e-16, "{level:?} f64: {error:e}");
    }
}

#[test]
fn exp_ends_at_zero() {
    for level in levels() {
        let mut single = [-87.4_f32; 16];
        single[1] = -1e30;
        level.run(Apply {
            numbers: &mut single,
            function: Function::Exp,
        });
        assert_eq!(single, [0.0; 16], "{level:?}");
        let mut double = [-1e30_f64; 8];
        level.run(Apply {
            numbers: &mut double,
            function: Function::Exp,
        });
        assert_eq!(double, [0.0; 8], "{level:?}");
    }
}

#[test]
fn reciprocals_are_exact_to_the_last_digits() {
    for level in levels() {
        let numbers = |x| portable::math::exp(60.0 * x - 30.0);
        let error =
            worst::<f32>(level, Function::Reciprocal, numbers, |x| 1.0 / x);
        assert!(error < 6e-8, "{level:?} f32: {error:e}");
        let error =
            worst::<f64>(level, Function::Reciprocal, numbers, |x| 1.0 / x);
        assert!(error < 5e-16, "{level:?} f64: {error:e}");
    }
}

#[test]
fn a_guess_needs_all_four_of_newtons_rounds() {
    let errors = (0..100_000).map(|i| {
        let x = 1.0 + f64::from(i) / 100_000.0;
        let mut y = x.guess_reciprocal();
        let guessed = x.mul_add(-y, 1.0).abs();
        for _ in 1..f64::NEWTON_STEPS {
            y = y.mul_add(x.mul_add(-y, 1.0), y);
        }
        [guessed, x.mul_add(-y, 1.0).abs()]
    });
    let [guessed, one_less] = errors
        .reduce(|a, b| [a[0].max(b[0]), a[1].max(b[1])])
        .expect("numbers");
    assert!((0.0505..0.051).contains(&guessed), "{guessed}");
    assert!((1e-11..1e-10).contains(&one_less), "{one_less:e}");
}

/// The product as its definition says.
fn naive(a: &[f64], b: &[f64], Size { m, k, n }: Size) -> Vec<f64> {
    let mut c = vec![0.0; m * n];
    for i in 0..m {
        for j in 0..n {
            c[i * n + j] = (0..k).map(|l| a[i * k + l] * b[l * n + j]).sum();
        }
    }
    c
}

#[test]
fn products_of_all_shapes_are_right() {
    let mut rng = StdRng::seed_from_u64(42);
    let mut random = |len| -> Vec<f64> {
        // Small whole numbers: the products are exact.
        (0..len)
            .map(|_| f64::from(rng.random_range(-9..=9)))
            .collect()
    };
    for m in 1..20 {
        for k in 0..6 {
            for n in [16, 32, 48, 64, 80] {
                let (a, b) = (random(m * k), random(k * n));
                let (size, start) = (Size { m, k, n }, random(m * n));
                let right = naive(&a, &b, size);
                let turned: Vec<f64> =
                    (0..k * m).map(|i| a[i % m * k + i / m]).collect();
                for level in levels() {
                    for mode in [WriteMode::Overwrite, WriteMode::Accumulate] {
                        for a in [Left::rows(&a, k), Left::columns(&turned, m)]
                        {
                            let mut c = start.clone();
                            level.run(Product {
                                a,
                                b: Rows::new(&b, n),
                                c: Rows::new(&mut c, n),
                                size,
                                mode,
                            });
                            for ((c, right), start) in
                                c.iter().zip(&right).zip(&start)
                            {
                                let start = match mode {
                                    WriteMode::Overwrite => 0.0,
                                    WriteMode::Accumulate => *start,
                                };
                                assert_eq!(*c, right + start, "{size:?}");
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
#[should_panic(expected = "a matrix is too small")]
fn a_product_looks_at_no_number_outside() {
    let mut c = [0.0_f64; 32];
    Level::detect().run(Product {
        a: Left::rows(&[1.0; 4], 2),
        b: Rows::new(&[1.0; 31], 16),
        c: Rows::new(&mut c, 16),
        size: Size { m: 2, k: 2, n: 16 },
        mode: WriteMode::Overwrite,
    });
}

#[test]
#[should_panic(expected = "a matrix is too small")]
fn a_size_that_wraps_around_does_not_fit() {
    let mut c = [0.0_f64; 32];
    Level::detect().run(Product {
        a: Left::rows(&[1.0; 4], usize::MAX / 2 + 1),
        b: Rows::new(&[1.0; 32], 16),
        c: Rows::new(&mut c, 16),
        size: Size { m: 3, k: 2, n: 0 },
        mode: WriteMode::Overwrite,
    });
}

struct Turn<'a, F> {
    from: &'a [F],
    size: [usize; 2],
    to: &'a mut [F],
}

impl<F: Float> Job for Turn<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let n_rows = self.size[0];
        transpose::<F::Vector<S>>(simd, self.from, self.size, self.to, n_rows);
    }
}

fn turns<F: Float>() {
    for level in levels() {
        for n_rows in 1..20 {
            for n_cols in 1..20 {
                let number = |i: usize| F::from_f64(i as f64);
                let from: Vec<F> = (0..n_rows * n_cols).map(number).collect();
                let mut to = vec![F::ZERO; n_rows * n_cols];
                level.run(Turn {
                    from: &from,
                    size: [n_rows, n_cols],
                    to: &mut to,
                });
                for i in 0..n_rows {
                    for j in 0..n_cols {
                        assert_eq!(to[j * n_rows + i], from[i * n_cols + j]);
                    }
                }
            }
        }
    }
}

#[test]
fn matrices_of_all_shapes_are_turned() {
    turns::<f32>();
    turns::<f64>();
}
