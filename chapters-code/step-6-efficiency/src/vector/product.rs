//! The matrix product: one kernel for all of them.

use std::array;

use super::level::{Job, Simd};
use super::{Float, Vector};

// ANCHOR: left
/// The left matrix of a product, `[m][k]`. Its numbers are taken one by one,
/// so it can lie either way. The second number is the distance from one row,
/// or column, to the next.
#[derive(Clone, Copy, Debug)]
pub enum Left<'a, F> {
    /// Row after row.
    Rows(&'a [F], usize),
    /// Column after column.
    Columns(&'a [F], usize),
}
// ANCHOR_END: left

// ANCHOR: product
/// `C = A B`, or `C += A B`. Shapes: `a` `[m][k]`, `b` `[k][n]`, `c` `[m][n]`;
/// `n` is a multiple of the lanes.
#[derive(Debug)]
pub struct Product<'a, F> {
    /// The left matrix.
    pub a: Left<'a, F>,
    /// The right matrix, row after row.
    pub b: &'a [F],
    /// The result, row after row.
    pub c: &'a mut [F],
    /// How many rows `a` and `c` have.
    pub m: usize,
    /// How many columns `a` and rows `b` has.
    pub k: usize,
    /// How many columns `b` and `c` have.
    pub n: usize,
    /// Whether to add to what `c` holds.
    pub add: bool,
}

impl<F: Float> Job for Product<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        self.compute::<F::Vector<S>>(simd);
    }
}
// ANCHOR_END: product

// ANCHOR: product-tiles
impl<F: Float> Product<'_, F> {
    /// Cuts `c` into tiles that fit into the registers.
    #[inline(always)]
    pub fn compute<V: Vector<Float = F>>(&mut self, simd: V::Simd) {
        let many = V::Simd::REGISTERS > 16;
        let mut j = 0;
        while j + 2 * V::N <= self.n {
            if many {
                self.columns::<V, 8, 2>(simd, j);
            } else {
                self.columns::<V, 4, 2>(simd, j);
            }
            j += 2 * V::N;
        }
        if j < self.n {
            self.columns::<V, 8, 1>(simd, j);
        }
    }

    /// Tiles of `W` vectors side by side, `M` rows of them and what remains.
    #[inline(always)]
    fn columns<V: Vector<Float = F>, const M: usize, const W: usize>(
        &mut self,
        simd: V::Simd,
        j: usize,
    ) {
        let mut i = 0;
        while i + M <= self.m {
            self.tile::<V, M, W>(simd, i, j);
            i += M;
        }
        if M > 4 && i + 4 <= self.m {
            self.tile::<V, 4, W>(simd, i, j);
            i += 4;
        }
        if i + 2 <= self.m {
            self.tile::<V, 2, W>(simd, i, j);
            i += 2;
        }
        if i < self.m {
            self.tile::<V, 1, W>(simd, i, j);
        }
    }
}
// ANCHOR_END: product-tiles

// ANCHOR: product-tile
impl<F: Float> Product<'_, F> {
    /// The tile of `M` rows and `W` vectors at `c[i][j]`. Its sums stay in
    /// registers: every number of `a` that is loaded is used `W` times, and
    /// every vector of `b` `M` times.
    #[inline(always)]
    fn tile<V: Vector<Float = F>, const M: usize, const W: usize>(
        &mut self,
        simd: V::Simd,
        i: usize,
        j: usize,
    ) {
        let mut sums = [[V::splat(simd, F::ZERO); W]; M];
        let b_rows = self.b.chunks_exact(self.n);
        match self.a {
            Left::Rows(a, stride) => {
                let rows: [&[F]; M] =
                    array::from_fn(|r| &a[(i + r) * stride..][..self.k]);
                for (k, b_row) in (0..self.k).zip(b_rows) {
                    let a = array::from_fn(|r| rows[r][k]);
                    add_outer::<V, M, W>(simd, &mut sums, a, &b_row[j..]);
                }
            }
            Left::Columns(a, stride) => {
                let columns = a.chunks(stride).take(self.k);
                for (column, b_row) in columns.zip(b_rows) {
                    let column = &column[i..][..M];
                    let a = array::from_fn(|r| column[r]);
                    add_outer::<V, M, W>(simd, &mut sums, a, &b_row[j..]);
                }
            }
        }
        for (r, sums) in sums.into_iter().enumerate() {
            let row = &mut self.c[(i + r) * self.n + j..][..W * V::N];
            for (sum, c) in sums.into_iter().zip(row.chunks_exact_mut(V::N)) {
                if self.add {
                    (V::load(simd, c) + sum).store(c);
                } else {
                    sum.store(c);
                }
            }
        }
    }
}
// ANCHOR_END: product-tile

// ANCHOR: add-outer
/// Adds every product of a number of `a` and a vector at the front of `b`.
#[inline(always)]
fn add_outer<V: Vector, const M: usize, const W: usize>(
    simd: V::Simd,
    sums: &mut [[V; W]; M],
    a: [V::Float; M],
    b: &[V::Float],
) {
    let b = &b[..W * V::N];
    let mut vectors = [sums[0][0]; W];
    for w in 0..W {
        vectors[w] = V::load(simd, &b[w * V::N..]);
    }
    for r in 0..M {
        let a = V::splat(simd, a[r]);
        for w in 0..W {
            sums[r][w] = a.mul_add(vectors[w], sums[r][w]);
        }
    }
}
// ANCHOR_END: add-outer
