//! The matrix product: one kernel for all of them.

use super::simd::{Float, Job, Simd, Vector};

/// The left matrix of a product, `[m][k]`. Its numbers are taken one by one,
/// so it can lie either way.
#[derive(Clone, Copy, Debug)]
pub struct Left<'a, F> {
    data: &'a [F],
    /// From a number to the one below it.
    down: usize,
    /// From a number to the one on its right.
    right: usize,
}

impl<'a, F> Left<'a, F> {
    /// Row after row, each beginning `stride` after the one before.
    pub fn rows(data: &'a [F], stride: usize) -> Self {
        Left {
            data,
            down: stride,
            right: 1,
        }
    }

    /// Column after column, each beginning `stride` after the one before.
    pub fn columns(data: &'a [F], stride: usize) -> Self {
        Left {
            data,
            down: 1,
            right: stride,
        }
    }
}

/// A matrix, row after row.
#[derive(Clone, Copy, Debug)]
pub struct Rows<T> {
    /// Its numbers, and what lies between the rows.
    pub data: T,
    /// From the beginning of a row to that of the next.
    pub stride: usize,
}

impl<T> Rows<T> {
    /// Rows that begin a stride apart.
    pub fn new(data: T, stride: usize) -> Self {
        Rows { data, stride }
    }
}

/// The sizes of a product: `[m][k]` times `[k][n]` is `[m][n]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Rows of the left matrix and of the result.
    pub m: usize,
    /// Columns of the left matrix, rows of the right one.
    pub k: usize,
    /// Columns of the right matrix and of the result.
    pub n: usize,
}

/// The two ways to write a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteMode {
    /// `C = A B`
    Overwrite,
    /// `C += A B`
    Accumulate,
}

/// `C = A B`, or `C += A B`. Shapes: `a` `[m][k]`, `b` `[k][n]`, `c` `[m][n]`;
/// `n` is a multiple of the lanes. The rows of `b` and `c` begin a stride apart,
/// so that they can be parts of longer ones.
///
/// ```
/// use step_6_efficiency::vector::Level;
/// use step_6_efficiency::vector::product::{
///     Left, Product, Rows, Size, WriteMode,
/// };
///
/// let mut c = [0.0; 16];
/// let b: Vec<f32> = (0..32).map(|i| i as f32).collect();
/// Level::detect().run(Product {
///     a: Left::rows(&[1.0, 10.0], 2),
///     b: Rows::new(&b, 16),
///     c: Rows::new(&mut c, 16),
///     size: Size { m: 1, k: 2, n: 16 },
///     mode: WriteMode::Overwrite,
/// });
/// assert_eq!(c[..3], [160.0, 171.0, 182.0]);
/// ```
#[derive(Debug)]
pub struct Product<'a, F> {
    /// The left matrix.
    pub a: Left<'a, F>,
    /// The right matrix.
    pub b: Rows<&'a [F]>,
    /// The result.
    pub c: Rows<&'a mut [F]>,
    /// The sizes of all three.
    pub size: Size,
    /// Whether to add to the numbers that `c` holds.
    pub mode: WriteMode,
}

impl<F: Float> Job for Product<'_, F> {
    type Output = ();

    /// # Panics
    ///
    /// If the matrices have not the size.
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        let (Size { m, k, n }, a) = (self.size, self.a);
        // Saturating, since a size that wraps around would seem to fit.
        let last = |count: usize, stride| {
            count.saturating_sub(1).saturating_mul(stride)
        };
        let last_of_a = last(m, a.down).saturating_add(last(k, a.right));
        let end_of_b = last(k, self.b.stride).saturating_add(n);
        let end_of_c = last(m, self.c.stride).saturating_add(n);
        let fits = (m == 0 || k == 0 || last_of_a < a.data.len())
            && (k == 0 || end_of_b <= self.b.data.len())
            && (m == 0 || end_of_c <= self.c.data.len());
        assert!(fits, "a matrix is too small");
        assert!(n.is_multiple_of(F::Vector::<S>::N), "not whole registers");
        self.tiles::<F::Vector<S>>(simd);
    }
}

impl<F: Float> Product<'_, F> {
    /// Cuts `c` into tiles whose sums fit into the registers: the wider they
    /// are, the fewer their rows.
    #[inline(always)]
    fn tiles<V: Vector<Float = F>>(&mut self, simd: V::Simd) {
        let n = self.size.n;
        let mut j = 0;
        while V::Simd::REGISTERS > 16 && j + 4 * V::N <= n {
            self.columns::<V, 6, 4>(simd, j);
            j += 4 * V::N;
        }
        while j + 2 * V::N <= n {
            self.columns::<V, 6, 2>(simd, j);
            j += 2 * V::N;
        }
        if j < n {
            self.columns::<V, 8, 1>(simd, j);
        }
    }

    /// Tiles of `W` vectors side by side: `M` rows of them, then the rest.
    #[inline(always)]
    fn columns<V: Vector<Float = F>, const M: usize, const W: usize>(
        &mut self,
        simd: V::Simd,
        j: usize,
    ) {
        let m = self.size.m;
        let mut i = 0;
        while i + M <= m {
            self.tile::<V, M, W>(simd, i, j);
            i += M;
        }
        if i + 4 <= m {
            self.tile::<V, 4, W>(simd, i, j);
            i += 4;
        }
        match m - i {
            3 => self.tile::<V, 3, W>(simd, i, j),
            2 => self.tile::<V, 2, W>(simd, i, j),
            1 => self.tile::<V, 1, W>(simd, i, j),
            _ => {}
        }
    }
}

impl<F: Float> Product<'_, F> {
    /// The tile of `M` rows and `W` vectors at `c[i][j]`. Its sums stay in
    /// registers: every number of `a` that is loaded is used `W` times, and
    /// every vector of `b` `M` times.
    #[inline(always)]
    #[allow(unsafe_code)]
    fn tile<V: Vector<Float = F>, const M: usize, const W: usize>(
        &mut self,
        simd: V::Simd,
        i: usize,
        j: usize,
    ) {
        let (mut a, mut b) = (i * self.a.down, j);
        let mut sums = [[V::splat(simd, F::ZERO); W]; M];
        for _ in 0..self.size.k {
            add_outer(simd, &mut sums, &self.a, a, self.b.data, b);
            a += self.a.right;
            b += self.b.stride;
        }
        let c = &mut *self.c.data;
        for (r, row) in sums.into_iter().enumerate() {
            for (w, sum) in row.into_iter().enumerate() {
                let start = (i + r) * self.c.stride + j + w * V::N;
                // SAFETY: `run` has compared the sizes with the slices.
                let c = unsafe { c.get_unchecked_mut(start..start + V::N) };
                let sum = match self.mode {
                    WriteMode::Overwrite => sum,
                    WriteMode::Accumulate => sum + V::load(simd, c),
                };
                sum.store(c);
            }
        }
    }
}

/// Adds every product of one of `M` numbers of `a`, below each other, and one
/// of `W` vectors of `b`, side by side.
#[inline(always)]
#[allow(unsafe_code)]
fn add_outer<V: Vector, const M: usize, const W: usize>(
    simd: V::Simd,
    sums: &mut [[V; W]; M],
    a: &Left<V::Float>,
    a_start: usize,
    b: &[V::Float],
    b_start: usize,
) {
    let mut vectors = [sums[0][0]; W];
    for (w, vector) in vectors.iter_mut().enumerate() {
        let start = b_start + w * V::N;
        // SAFETY: `run` has compared the sizes with the slices.
        let b = unsafe { b.get_unchecked(start..start + V::N) };
        *vector = V::load(simd, b);
    }
    for (r, row) in sums.iter_mut().enumerate() {
        // SAFETY: `run` has compared the sizes with the slices.
        let a = *unsafe { a.data.get_unchecked(a_start + r * a.down) };
        let a = V::splat(simd, a);
        for (sum, vector) in row.iter_mut().zip(vectors) {
            *sum = a.mul_add(vector, *sum);
        }
    }
}
