//! Several heads: the attention of Step 3, on slices.

use std::ops::Range;

use step_2_autograd::Scalar;
use step_3_attention::{Cache, attention_weights, weighted_sum};

// ANCHOR: multi-head
/// The vector that each head gathers from its slice of the queries, keys and
/// values, one after the other (multi-head attention: Vaswani et al., 2017).
/// Shapes: `q` `[n_embd]`, result `[n_embd]`, `n_head` slices of `head_dim`.
///
/// # Panics
///
/// If the heads cannot share the numbers evenly, or the cache is empty.
///
/// ```
/// use step_3_attention::Cache;
/// use step_4_transformer::multi_head;
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
    let n_embd = q.len();
    assert!(n_embd.is_multiple_of(n_head), "{n_head} heads for {n_embd}");
    let head_dim = n_embd / n_head;
    let mut gathered = Vec::with_capacity(q.len());
    for start in (0..n_embd).step_by(head_dim) {
        let head = start..start + head_dim;
        let keys = slices(&cache.keys, &head);
        let values = slices(&cache.values, &head);
        let weights = attention_weights(&q[head], &keys);
        gathered.extend(weighted_sum(&weights, &values));
    }
    gathered
}

/// The same slice of each vector, borrowed: of the keys, or the values, of all
/// positions, the numbers that one head has.
/// Shapes: `vectors` `[positions][n_embd]`, result `[positions][head_dim]`.
///
/// # Panics
///
/// If a vector ends before the slice does.
fn slices<'v, S>(vectors: &'v [Vec<S>], slice: &Range<usize>) -> Vec<&'v [S]> {
    vectors
        .iter()
        .map(|vector| &vector[slice.clone()])
        .collect()
}
// ANCHOR_END: multi-head
