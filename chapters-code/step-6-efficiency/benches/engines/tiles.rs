//! A product of two matrices, by a loop along rows and by tiles of several
//! sizes, which alone are changed: 10^9 operations a second.

use std::array::from_fn;
use std::hint::black_box;
use std::iter::zip;
use std::time::Instant;

use step_6_efficiency::vector::simd::{Job, Simd};
use step_6_efficiency::vector::{Level, Vector};

use crate::record::Record;

/// Rows and columns: three such matrices of `f32` fit into the first cache,
/// and all tiles fit into them.
const SIZE: usize = 48;

pub fn measure(record: &mut Record) {
    record.title("squares of 48 in f32 with AVX2 by tile, GFLOP/s");
    let level = Level::detect().min(Level::Avx2);
    let mut line = |tile: &str, run: fn(Level) -> f64| {
        let best = (0..400).map(|_| run(level)).fold(0.0, f64::max);
        record.line(&["tile", tile], &[best]);
    };
    line("loop", |level| rate(level, Rows));
    line("1 x 1", |level| rate(level, Tiles::<1, 1>));
    line("2 x 1", |level| rate(level, Tiles::<2, 1>));
    line("4 x 1", |level| rate(level, Tiles::<4, 1>));
    line("8 x 1", |level| rate(level, Tiles::<8, 1>));
    line("6 x 2", |level| rate(level, Tiles::<6, 2>));
    line("8 x 2", |level| rate(level, Tiles::<8, 2>));
}

/// A way to add a product of squares to a third.
trait Way: Copy {
    fn add<V: Vector<Float = f32>>(
        self,
        simd: V::Simd,
        a: &[f32],
        b: &[f32],
        c: &mut [f32],
    );
}

/// Row after row of the right matrix is added to a row of the result.
#[derive(Clone, Copy)]
struct Rows;

impl Way for Rows {
    #[inline(always)]
    fn add<V: Vector<Float = f32>>(
        self,
        simd: V::Simd,
        a: &[f32],
        b: &[f32],
        c: &mut [f32],
    ) {
        let n = black_box(SIZE);
        for (c, a) in zip(c.chunks_exact_mut(n), a.chunks_exact(n)) {
            for (a, b) in zip(a, b.chunks_exact(n)) {
                add_times::<V>(simd, *a, b, c);
            }
        }
    }
}

// ANCHOR: row
/// Adds a number times a row of the right matrix to a row of the result.
#[inline(always)]
fn add_times<V: Vector<Float = f32>>(
    simd: V::Simd,
    a: f32,
    b: &[f32],
    c: &mut [f32],
) {
    let a = V::splat(simd, a);
    for (c, b) in zip(c.chunks_exact_mut(V::N), b.chunks_exact(V::N)) {
        let sum = a.mul_add(V::load(simd, b), V::load(simd, c));
        sum.store(c);
    }
}
// ANCHOR_END: row

/// Tiles of `M` rows and `W` vectors, whose sums stay in registers. Every
/// matrix lies as it is read.
#[derive(Clone, Copy)]
struct Tiles<const M: usize, const W: usize>;

impl<const M: usize, const W: usize> Way for Tiles<M, W> {
    #[inline(always)]
    fn add<V: Vector<Float = f32>>(
        self,
        simd: V::Simd,
        a: &[f32],
        b: &[f32],
        c: &mut [f32],
    ) {
        let (width, k) = (W * V::N, black_box(SIZE));
        let mut tiles = c.chunks_exact_mut(M * width);
        for b in b.chunks_exact(k * width) {
            for (a, tile) in zip(a.chunks_exact(k * M), &mut tiles) {
                let sums = sums_of_tile::<V, M, W>(simd, a, b);
                let sums = sums.iter().flatten();
                for (c, sum) in zip(tile.chunks_exact_mut(V::N), sums) {
                    (V::load(simd, c) + *sum).store(c);
                }
            }
        }
    }
}

// ANCHOR: tile
/// `M` rows and `W` vectors of a product. Of `a` there are `M` numbers a
/// round, of `b` as many as `W` vectors hold.
#[inline(always)]
fn sums_of_tile<V: Vector<Float = f32>, const M: usize, const W: usize>(
    simd: V::Simd,
    a: &[f32],
    b: &[f32],
) -> [[V; W]; M] {
    let mut sums = [[V::splat(simd, 0.0); W]; M];
    for (a, b) in zip(a.chunks_exact(M), b.chunks_exact(W * V::N)) {
        let vectors: [V; W] = from_fn(|w| V::load(simd, &b[w * V::N..]));
        for (row, number) in zip(&mut sums, a) {
            let number = V::splat(simd, *number);
            for (sum, vector) in zip(row, vectors) {
                *sum = number.mul_add(vector, *sum);
            }
        }
    }
    sums
}
// ANCHOR_END: tile

struct Timed<W>(W);

impl<W: Way> Job for Timed<W> {
    type Output = f64;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> f64 {
        const TIMES: usize = 40;
        let (a, b) = ([0.5; SIZE * SIZE], [0.5; SIZE * SIZE]);
        let mut c = [0.0; SIZE * SIZE];
        let start = Instant::now();
        for _ in 0..TIMES {
            let (a, b) = (black_box(&a[..]), black_box(&b[..]));
            self.0.add::<S::F32>(simd, a, b, black_box(&mut c[..]));
        }
        let time = start.elapsed().as_secs_f64();
        let sum = (TIMES * SIZE) as f32 / 4.0;
        assert!(c.iter().all(|c| *c == sum), "another product");
        (2 * SIZE * SIZE * SIZE * TIMES) as f64 / time / 1e9
    }
}

fn rate(level: Level, way: impl Way) -> f64 {
    level.run(Timed(way))
}
