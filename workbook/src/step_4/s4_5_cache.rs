//! 4.5 KV Cache: Per-Layer
//!
//! The page: `src/step-4-transformer/4.5-kv-cache-per-layer.md`.

use crate::step_2::{Scalar, mean_loss};
use crate::step_4::Gpt;

/// The keys and values of the positions so far, layer by layer:
/// `[n_layer]` caches as Step 3 has one.
///
/// ```
/// let cache = workbook::step_4::Cache::<f64>::new(2);
/// assert_eq!(cache.layers.len(), 2);
/// assert_eq!(cache.len(), 0);
/// ```
#[derive(Clone, Debug)]
pub struct Cache<S> {
    /// One cache per layer.
    pub layers: Vec<crate::step_3::Cache<S>>,
}

impl<S> Cache<S> {
    /// Nothing yet, for `n_layer` layers.
    pub fn new(n_layer: usize) -> Self {
        todo!()
    }

    /// How many positions it has, which is the position that comes next.
    pub fn len(&self) -> usize {
        self.layers.first().map_or(0, crate::step_3::Cache::len)
    }

    /// Whether the document has not begun.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<S: Scalar> Gpt<'_, S> {
    /// The mean over the first `block_size` pairs of `tokens` of
    /// `-ln p(target | the tokens so far)`.
    ///
    /// # Panics
    ///
    /// If there is no pair.
    pub fn loss(&self, tokens: &[usize]) -> S {
        todo!()
    }
}
