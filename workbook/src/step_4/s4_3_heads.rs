//! 4.3 Multi-Head Attention: The Code
//!
//! The page: `src/step-4-transformer/4.3-multi-head-attention-the-code.md`.

use std::ops::Range;

use crate::step_2::Scalar;
use crate::step_3::{Cache, attention_weights, weighted_sum};

/// The vector that each head gathers from its slice of the queries, keys and
/// values, one after the other (multi-head attention: Vaswani et al., 2017).
/// Shapes: `q` `[n_embd]`, result `[n_embd]`, `n_head` slices of `head_dim`.
///
/// # Panics
///
/// If the heads cannot share the numbers evenly, or the cache is empty.
///
/// ```
/// use workbook::step_3::Cache;
/// use workbook::step_4::multi_head;
///
/// let mut cache = Cache::new();
/// cache.keys.push(vec![1.0, 0.0, 0.0, 1.0]);
/// cache.values.push(vec![5.0, 6.0, 7.0, 8.0]);
/// // One position to attend to: every head takes all of it.
/// assert_eq!(multi_head(&[1.0; 4], &cache, 2), [5.0, 6.0, 7.0, 8.0]);
/// ```
pub fn multi_head<S: Scalar>(
    q: &[S],
    cache: &Cache<S>,
    n_head: usize,
) -> Vec<S> {
    todo!()
}

/// The same slice of each vector, borrowed: of the keys, or the values, of all
/// positions, the numbers that one head has.
/// Shapes: `vectors` `[positions][n_embd]`, result `[positions][head_dim]`.
///
/// # Panics
///
/// If a vector ends before the slice does.
pub fn slices<'v, S>(
    vectors: &'v [Vec<S>],
    slice: &Range<usize>,
) -> Vec<&'v [S]> {
    todo!()
}
