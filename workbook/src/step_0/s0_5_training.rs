//! 0.5 Training
//!
//! The page: `src/step-0-counting/0.5-training.md`.

use crate::step_0::Counts;

impl Counts {
    /// Counts every pair of neighbours in `tokens`.
    ///
    /// # Panics
    ///
    /// If one of them is not in the vocabulary.
    pub fn observe(&mut self, tokens: &[usize]) {
        todo!()
    }
}
