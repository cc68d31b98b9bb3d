//! 0.1 The Dataset
//!
//! The page: `src/step-0-counting/0.1-the-dataset.md`.

/// The documents of a text: its lines, trimmed, without the empty ones.
///
/// ```
/// assert_eq!(workbook::step_0::docs("ava\n\n  emma \n"), ["ava", "emma"]);
/// assert_eq!(workbook::step_0::docs(names::NAMES).len(), 32_033);
/// ```
pub fn docs(text: &str) -> Vec<&str> {
    todo!()
}
