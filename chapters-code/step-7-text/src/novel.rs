//! The text: a novel, and which of its chapters are kept from training.

// ANCHOR: novel
/// *Moby-Dick* by Herman Melville (1851): its 135 chapters.
///
/// Source: see `data/README.md`.
///
/// ```
/// assert!(step_7_text::MOBY_DICK.contains("Call me Ishmael."));
/// ```
pub const MOBY_DICK: &str = include_str!("../../../data/moby-dick.txt");
// ANCHOR_END: novel

// ANCHOR: chapters
/// The chapters of a novel, each from its heading to the next one.
///
/// ```
/// let chapters = step_7_text::chapters(step_7_text::MOBY_DICK);
/// assert_eq!(chapters.len(), 135);
/// assert!(chapters[0].starts_with("CHAPTER 1. Loomings."));
/// assert_eq!(chapters.concat(), step_7_text::MOBY_DICK);
/// ```
pub fn chapters(novel: &str) -> Vec<&str> {
    let starts = novel.match_indices("\nCHAPTER ").map(|(at, _)| at + 1);
    let starts: Vec<usize> = [0].into_iter().chain(starts).collect();
    let ends = starts[1..].iter().copied().chain([novel.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&a, b)| &novel[a..b])
        .collect()
}
// ANCHOR_END: chapters

// ANCHOR: part
/// What a chapter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Models learn from it.
    Training,
    /// Models are compared by it, and choices are made.
    Validation,
    /// Nothing is chosen by it.
    Test,
}

impl Part {
    /// Every twentieth chapter from the tenth on is for validation, and every
    /// twentieth from the twentieth on for the test.
    ///
    /// ```
    /// use step_7_text::Part;
    ///
    /// assert_eq!(Part::of_chapter(30), Part::Validation);
    /// assert_eq!(Part::of_chapter(40), Part::Test);
    /// assert_eq!(Part::of_chapter(41), Part::Training);
    /// ```
    pub fn of_chapter(number: usize) -> Self {
        match number % 20 {
            10 => Part::Validation,
            0 => Part::Test,
            _ => Part::Training,
        }
    }

    /// Its chapters of a novel, one after the other.
    ///
    /// ```
    /// use step_7_text::{MOBY_DICK, Part};
    ///
    /// let validation = Part::Validation.of(MOBY_DICK);
    /// assert!(validation.starts_with("CHAPTER 10. A Bosom Friend."));
    /// assert_eq!(validation.chars().count(), 49_231);
    /// ```
    pub fn of(self, novel: &str) -> String {
        let numbered = (1..).zip(chapters(novel));
        numbered
            .filter(|(number, _)| Part::of_chapter(*number) == self)
            .map(|(_, chapter)| chapter)
            .collect()
    }
}
// ANCHOR_END: part
