//! Tokens longer than a letter.

use std::collections::BTreeMap;

// ANCHOR: most-frequent-pair
/// The two neighbours that stand together most often in `docs`, and how often;
/// of equals, the smallest. A pair with BOS in it does not count. `None` if
/// there is no pair. (Byte pair encoding: Gage, 1994; Sennrich, Haddow and
/// Birch, 2016.)
///
/// ```
/// use exercises::step_0::merge::most_frequent_pair;
///
/// let docs = [vec![9, 4, 4, 0, 9], vec![9, 1, 4, 0, 9]]; // BOS is 9
/// assert_eq!(most_frequent_pair(&docs, 9), Some(([4, 0], 2)));
/// ```
pub fn most_frequent_pair(
    docs: &[Vec<usize>],
    bos: usize,
) -> Option<([usize; 2], usize)> {
    let mut counts = BTreeMap::new();
    for pair in docs.iter().flat_map(|doc| doc.windows(2)) {
        if !pair.contains(&bos) {
            *counts.entry([pair[0], pair[1]]).or_insert(0) += 1;
        }
    }
    // `max_by_key` takes the last of equals, and in `rev` that is the first.
    counts.into_iter().rev().max_by_key(|&(_, count)| count)
}
// ANCHOR_END: most-frequent-pair

// ANCHOR: merge
/// The tokens with every occurrence of `pair` replaced by `id`, from left to
/// right.
///
/// ```
/// use exercises::step_0::merge::merge;
///
/// assert_eq!(merge(&[9, 4, 4, 0, 9], [4, 0], 10), [9, 4, 10, 9]);
/// assert_eq!(merge(&[4, 4, 4], [4, 4], 10), [10, 4]);
/// ```
pub fn merge(tokens: &[usize], pair: [usize; 2], id: usize) -> Vec<usize> {
    let mut merged = Vec::new();
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        if rest.starts_with(&pair) {
            merged.push(id);
            rest = &rest[2..];
        } else {
            merged.push(*first);
            rest = after;
        }
    }
    merged
}
// ANCHOR_END: merge
