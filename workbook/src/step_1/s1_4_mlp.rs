//! 1.4 The MLP Model
//!
//! The page: `src/step-1-gradient-descent/1.4-the-mlp-model.md`.

use crate::step_1::{Mlp, linear};

/// Cuts off below 0: `max(0, x)` (rectified linear unit).
///
/// ```
/// assert_eq!(workbook::step_1::relu(&[-1.5, 2.0]), [0.0, 2.0]);
/// ```
pub fn relu(x: &[f64]) -> Vec<f64> {
    todo!()
}

impl Mlp<'_> {
    /// A score for each possible next token: `[vocab_size]`.
    pub fn logits(&self, token: usize) -> Vec<f64> {
        todo!()
    }
}
