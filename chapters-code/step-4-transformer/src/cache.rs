//! A cache for every layer.

// ANCHOR: cache
/// The keys and values of the positions so far, layer by layer:
/// `[n_layer]` caches as Step 3 has one.
///
/// ```
/// let cache = step_4_transformer::Cache::<f64>::new(2);
/// assert_eq!(cache.layers.len(), 2);
/// assert_eq!(cache.len(), 0);
/// ```
#[derive(Clone, Debug)]
pub struct Cache<S> {
    /// One cache per layer.
    pub layers: Vec<step_3_attention::Cache<S>>,
}

impl<S> Cache<S> {
    /// Nothing yet, for `n_layer` layers.
    pub fn new(n_layer: usize) -> Self {
        let layers = (0..n_layer).map(|_| step_3_attention::Cache::new());
        Cache {
            layers: layers.collect(),
        }
    }

    /// How many positions it has, which is the position that comes next.
    pub fn len(&self) -> usize {
        self.layers.first().map_or(0, step_3_attention::Cache::len)
    }

    /// Whether the document has not begun.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
// ANCHOR_END: cache
