//! 3.2 Position Embeddings
//!
//! The page: `src/step-3-attention/3.2-position-embeddings.md`.

use crate::step_2::Scalar;

/// The most positions that a document can have.
pub const BLOCK_SIZE: usize = 16;

/// The sum of two vectors of the same length.
///
/// # Panics
///
/// If they differ in length.
///
/// ```
/// assert_eq!(workbook::step_3::add(&[1.0, 2.0], &[0.5, 0.5]), [1.5, 2.5]);
/// ```
pub fn add<S: Scalar>(a: &[S], b: &[S]) -> Vec<S> {
    todo!()
}
