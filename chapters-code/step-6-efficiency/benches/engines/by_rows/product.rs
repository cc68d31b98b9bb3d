//! The product of two matrices, its two inner loops turned around.

use step_6_efficiency::workspace::kernels::add_scaled;

use super::dense::Matrix;

impl Matrix {
    /// The matrix product: each sum has its terms in the order of the
    /// definition, but no sum is finished before the next begins.
    pub fn times(&self, b: &Matrix) -> Matrix {
        assert_eq!(self.n_cols(), b.n_rows(), "shapes that do not fit");
        let mut c = Matrix::from_fn(self.n_rows(), b.n_cols(), |_, _| 0.0);
        for i in 0..self.n_rows() {
            for (k, &a_ik) in self.row(i).iter().enumerate() {
                add_scaled(c.row_mut(i), a_ik, b.row(k));
            }
        }
        c
    }
}
