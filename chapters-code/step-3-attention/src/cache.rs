//! The keys and values that earlier positions leave behind for later ones.

// ANCHOR: cache
/// The keys and values of the positions so far, one of each per position:
/// `[positions][n_embd]`. Empty at the start of a document.
///
/// ```
/// let cache = step_3_attention::Cache::<f64>::new();
/// assert_eq!(cache.len(), 0);
/// ```
#[derive(Clone, Debug)]
pub struct Cache<S> {
    /// The key of each position: the queries that it answers to.
    pub keys: Vec<Vec<S>>,
    /// The value of each position: what it has to give.
    pub values: Vec<Vec<S>>,
}

impl<S> Cache<S> {
    /// Nothing yet.
    pub fn new() -> Self {
        Cache {
            keys: Vec::new(),
            values: Vec::new(),
        }
    }

    /// How many positions it has, which is the position that comes next.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether the document has not begun.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}
// ANCHOR_END: cache

// ANCHOR: cache-default
impl<S> Default for Cache<S> {
    fn default() -> Self {
        Cache::new()
    }
}
// ANCHOR_END: cache-default
