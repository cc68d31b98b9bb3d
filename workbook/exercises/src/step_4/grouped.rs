//! 4.D Heads That Share
//!
//! The page: `src/step-4-transformer/exercises.md`.

use std::ops::Range;

use step_2_autograd::Scalar;
use step_3_attention::{Cache, attention_weights, weighted_sum};

/// The vectors that all heads gather, one after the other, where neighbouring
/// heads share a key and a value (grouped-query attention: Ainslie et al.,
/// 2023; with one group, multi-query attention: Shazeer, 2019).
/// Shapes: `q` `[n_embd]`, a key or a value `[n_group * head_dim]`, result
/// `[n_embd]`. How many groups there are follows from the keys.
///
/// # Panics
///
/// If the cache is empty.
///
/// ```
/// use workbook_exercises::step_4::grouped::grouped_heads;
/// use step_3_attention::Cache;
///
/// let mut cache = Cache::new();
/// cache.keys.push(vec![1.0, 0.0, 0.0, 1.0]);
/// cache.values.push(vec![5.0, 6.0, 7.0, 8.0]);
/// // Four heads of two numbers; the first two share a value.
/// assert_eq!(
///     grouped_heads(&[1.0; 8], &cache, 4),
///     [5.0, 6.0, 5.0, 6.0, 7.0, 8.0, 7.0, 8.0]
/// );
/// ```
pub fn grouped_heads<S: Scalar>(
    q: &[S],
    cache: &Cache<S>,
    n_head: usize,
) -> Vec<S> {
    todo!()
}
