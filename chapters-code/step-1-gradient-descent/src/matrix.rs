//! A matrix as a view of the flat parameters.

use std::slice::ChunksExact;

// ANCHOR: matrix
/// `n_out` rows of `n_in` numbers, row after row: `[n_out][n_in]`.
///
/// It borrows them from the one flat list of all parameters, so that one loop
/// can update everything and no number has two owners.
///
/// ```
/// use step_1_gradient_descent::Matrix;
///
/// let params = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
/// let mut rest = &params[..];
/// let w = Matrix::take(&mut rest, 2, 2);
/// assert_eq!(w.row(1), [0.3, 0.4]);
/// assert_eq!(rest, [0.5, 0.6]);
/// ```
#[derive(Debug)]
pub struct Matrix<'p, S = f64> {
    data: &'p [S],
    n_in: usize,
}

impl<'p, S> Matrix<'p, S> {
    /// A view of the next `n_out * n_in` numbers of `params`, which begins
    /// behind them after that.
    ///
    /// # Panics
    ///
    /// If `params` has fewer.
    pub fn take(params: &mut &'p [S], n_out: usize, n_in: usize) -> Self {
        let (data, rest) = params.split_at(n_out * n_in);
        *params = rest;
        Matrix { data, n_in }
    }

    /// Row `i`: `[n_in]`.
    ///
    /// # Panics
    ///
    /// If there is no such row.
    pub fn row(&self, i: usize) -> &'p [S] {
        let row = i * self.n_in..(i + 1) * self.n_in;
        self.data.get(row).expect("a row of the matrix")
    }

    /// All rows, `[n_out]` of them.
    pub fn rows(&self) -> ChunksExact<'p, S> {
        self.data.chunks_exact(self.n_in)
    }
}
// ANCHOR_END: matrix
