//! A matrix that owns its numbers, and the arithmetic of whole matrices.

/// A matrix that owns its numbers, row after row: `[n_rows][n_cols]`.
///
/// ```
/// use step_6_efficiency::matrix::Matrix;
///
/// let a = Matrix::new(3, vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
/// assert_eq!(a.row(1), [4.0, 5.0, 6.0]);
/// assert_eq!(a.transpose().row(1), [2.0, 5.0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    n_cols: usize,
    data: Vec<f64>,
}

impl Matrix {
    /// The matrix with these numbers.
    ///
    /// # Panics
    ///
    /// If they are not rows of `n_cols`.
    pub fn new(n_cols: usize, data: Vec<f64>) -> Self {
        assert!(data.len().is_multiple_of(n_cols), "rows of {n_cols}");
        Matrix { n_cols, data }
    }

    /// The matrix with `f(i, j)` in row `i` and column `j`.
    pub fn from_fn(
        n_rows: usize,
        n_cols: usize,
        f: impl Fn(usize, usize) -> f64,
    ) -> Self {
        let row = |i| (0..n_cols).map(move |j| (i, j));
        let places = (0..n_rows).flat_map(row);
        Matrix::new(n_cols, places.map(|(i, j)| f(i, j)).collect())
    }
}

impl Matrix {
    /// How many rows it has.
    pub fn n_rows(&self) -> usize {
        self.data.len() / self.n_cols
    }

    /// How many columns it has.
    pub fn n_cols(&self) -> usize {
        self.n_cols
    }

    /// Row `i`: `[n_cols]`.
    pub fn row(&self, i: usize) -> &[f64] {
        &self.data[i * self.n_cols..][..self.n_cols]
    }

    /// Row `i`, to be changed.
    pub fn row_mut(&mut self, i: usize) -> &mut [f64] {
        &mut self.data[i * self.n_cols..][..self.n_cols]
    }

    /// All numbers, row after row.
    pub fn into_data(self) -> Vec<f64> {
        self.data
    }
}

impl Matrix {
    /// Rows become columns: `[n_cols][n_rows]`.
    pub fn transpose(&self) -> Matrix {
        Matrix::from_fn(self.n_cols, self.n_rows(), |i, j| self.row(j)[i])
    }
}

impl Matrix {
    /// The sum of two matrices of the same shape.
    ///
    /// # Panics
    ///
    /// If they differ in shape.
    pub fn plus(&self, b: &Matrix) -> Matrix {
        assert_eq!(self.n_cols, b.n_cols, "a sum of unequal matrices");
        self.zip(b, |a, b| a + b)
    }

    /// Every number times `c`.
    pub fn scaled(&self, c: f64) -> Matrix {
        self.zip(self, |a, _| a * c)
    }

    /// `f` of the numbers of two matrices, place by place.
    ///
    /// # Panics
    ///
    /// If they differ in size.
    pub fn zip(&self, b: &Matrix, f: impl Fn(f64, f64) -> f64) -> Matrix {
        assert_eq!(self.data.len(), b.data.len(), "unequal matrices");
        let pairs = self.data.iter().zip(&b.data);
        Matrix::new(self.n_cols, pairs.map(|(&a, &b)| f(a, b)).collect())
    }
}

impl Matrix {
    /// `width` columns from `start` on, for one head: `[n_rows][width]`.
    pub fn columns(&self, start: usize, width: usize) -> Matrix {
        Matrix::from_fn(self.n_rows(), width, |i, j| self.row(i)[start + j])
    }

    /// Puts `slice` where `columns` took it from.
    pub fn set_columns(&mut self, start: usize, slice: &Matrix) {
        for i in 0..slice.n_rows() {
            let row = &mut self.row_mut(i)[start..][..slice.n_cols];
            row.copy_from_slice(slice.row(i));
        }
    }
}
