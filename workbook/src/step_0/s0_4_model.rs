//! 0.4 The Model
//!
//! The page: `src/step-0-counting/0.4-the-model.md`.

use crate::step_0::Counts;

impl Counts {
    /// How likely each token is to follow `token`: `[vocab_size]`, sum 1.
    ///
    /// Every count is taken as one more than it is (Laplace smoothing), so
    /// that nothing is impossible:
    /// `p(next | token) = (count + 1) / (sum of the row + vocab_size)`.
    ///
    /// ```
    /// let mut counts = workbook::step_0::Counts::new(3);
    /// counts.observe(&[2, 0, 0, 2]);
    /// assert_eq!(counts.probabilities(2), [0.5, 0.25, 0.25]);
    /// ```
    pub fn probabilities(&self, token: usize) -> Vec<f64> {
        todo!()
    }
}
