//! 3.7 The KV Cache
//!
//! The page: `src/step-3-attention/3.7-the-kv-cache.md`.

use crate::step_2::{Scalar, mean_loss};
use crate::step_3::{BLOCK_SIZE, Gpt};

/// The keys and values of the positions so far, one of each per position:
/// `[positions][n_embd]`. Empty at the start of a document.
///
/// ```
/// let cache = workbook::step_3::Cache::<f64>::new();
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

impl<S> Default for Cache<S> {
    fn default() -> Self {
        Cache::new()
    }
}

impl<S: Scalar> Gpt<'_, S> {
    /// The mean over the first [`BLOCK_SIZE`] pairs of `tokens` of
    /// `-ln p(target | the tokens so far)`.
    ///
    /// # Panics
    ///
    /// If there is no pair.
    pub fn loss(&self, tokens: &[usize]) -> S {
        todo!()
    }
}
