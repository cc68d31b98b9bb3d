//! The product of two matrices, as it is defined.

use super::dense::Matrix;

impl Matrix {
    /// The matrix product `A B`: `c_ij = Σ_k a_ik b_kj`.
    /// Shapes: `self` `[m][k]`, `b` `[k][n]`, result `[m][n]`.
    ///
    /// # Panics
    ///
    /// If the shapes do not fit.
    ///
    /// ```
    /// use step_6_efficiency::matrix::Matrix;
    ///
    /// let a = Matrix::new(2, vec![1.0, 2.0, 3.0, 4.0]);
    /// let b = Matrix::new(1, vec![10.0, 1.0]);
    /// assert_eq!(a.times(&b), Matrix::new(1, vec![12.0, 34.0]));
    /// ```
    pub fn times(&self, b: &Matrix) -> Matrix {
        assert_eq!(self.n_cols(), b.n_rows(), "shapes that do not fit");
        Matrix::from_fn(self.n_rows(), b.n_cols(), |i, j| {
            let row = self.row(i).iter().enumerate();
            row.map(|(k, a_ik)| a_ik * b.row(k)[j]).sum()
        })
    }
}
