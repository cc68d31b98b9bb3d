//! Results that are computed once, however many ask for them.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Results, by what they are results of. Who asks for one that another thread
/// is computing waits for it. So nothing that is computed here may wait for a
/// thread pool: it could be handed a job that asks for the same result.
///
/// ```
/// use runs::Once;
///
/// static SQUARES: Once<u32, u32> = Once::new();
/// assert_eq!(SQUARES.get(7, || 7 * 7), 49);
/// assert_eq!(SQUARES.get(7, || unreachable!("it is known")), 49);
/// ```
#[derive(Debug)]
pub struct Once<K, R>(Mutex<Results<K, R>>);

type Results<K, R> = Vec<(K, Arc<OnceLock<R>>)>;

impl<K: PartialEq, R: Clone> Once<K, R> {
    /// No results yet.
    pub const fn new() -> Self {
        Once(Mutex::new(Vec::new()))
    }

    /// The result of this; it is computed if it is asked for the first time.
    pub fn get(&self, key: K, compute: impl FnOnce() -> R) -> R {
        self.place(key).get_or_init(compute).clone()
    }

    fn place(&self, key: K) -> Arc<OnceLock<R>> {
        let mut results = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, place)) = results.iter().find(|(it, _)| *it == key) {
            return Arc::clone(place);
        }
        let place = Arc::default();
        results.push((key, Arc::clone(&place)));
        place
    }
}

impl<K: PartialEq, R: Clone> Default for Once<K, R> {
    fn default() -> Self {
        Self::new()
    }
}
