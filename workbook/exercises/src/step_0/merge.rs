//! 0.D The First Pieces
//!
//! The page: `src/step-0-counting/exercises.md`.

use std::collections::BTreeMap;

/// The two neighbours that stand together most often in `docs`, and how often;
/// of equals, the smallest. A pair with BOS in it does not count. `None` if
/// there is no pair. (Byte pair encoding: Gage, 1994; Sennrich, Haddow and
/// Birch, 2016.)
///
/// ```
/// use workbook_exercises::step_0::merge::most_frequent_pair;
///
/// let docs = [vec![9, 4, 4, 0, 9], vec![9, 1, 4, 0, 9]]; // BOS is 9
/// assert_eq!(most_frequent_pair(&docs, 9), Some(([4, 0], 2)));
/// ```
pub fn most_frequent_pair(
    docs: &[Vec<usize>],
    bos: usize,
) -> Option<([usize; 2], usize)> {
    todo!()
}

/// The tokens with every occurrence of `pair` replaced by `id`, from left to
/// right.
///
/// ```
/// use workbook_exercises::step_0::merge::merge;
///
/// assert_eq!(merge(&[9, 4, 4, 0, 9], [4, 0], 10), [9, 4, 10, 9]);
/// assert_eq!(merge(&[4, 4, 4], [4, 4], 10), [10, 4]);
/// ```
pub fn merge(tokens: &[usize], pair: [usize; 2], id: usize) -> Vec<usize> {
    todo!()
}
