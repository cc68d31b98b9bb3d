//! The documents: one per line of a text.

// ANCHOR: names
/// 32,033 first names, one per line: the training data of the book.
///
/// Source: names given to babies in the United States in 2018, counted by the
/// Social Security Administration (public domain); see `data/README.md`.
///
/// ```
/// assert!(names::NAMES.starts_with("emma\nolivia\nava\n"));
/// ```
pub const NAMES: &str = include_str!("../../../data/names.txt");
// ANCHOR_END: names

// ANCHOR: docs
/// The documents of a text: its lines, trimmed, without the empty ones.
///
/// ```
/// assert_eq!(names::docs("ava\n\n  emma \n"), ["ava", "emma"]);
/// assert_eq!(names::docs(names::NAMES).len(), 32_033);
/// ```
pub fn docs(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}
// ANCHOR_END: docs

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_the_original_ones() {
        assert_eq!(NAMES.len(), 228_145);
        let docs = docs(NAMES);
        assert_eq!(docs.first(), Some(&"emma"));
        assert_eq!(docs.last(), Some(&"zzyzx"));
        let lengths = docs.iter().map(|name| name.len());
        assert_eq!(lengths.clone().min(), Some(2));
        assert_eq!(lengths.max(), Some(15));
    }
}
