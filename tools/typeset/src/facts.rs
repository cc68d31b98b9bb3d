//! Facts: numbers and words that sentences include by name.

use std::fmt::{self, Display};

/// The facts of one crate, printed as the file that the book's pages include.
///
/// Each fact stands between two anchors, so that
/// `{{#include facts.txt:mlp-parameters}}` is replaced by its value and by
/// nothing else, in the middle of a sentence.
///
/// ```
/// use typeset::{Facts, thousands};
///
/// let facts = Facts::new()
///     .with("mlp-parameters", thousands(3184))
///     .with("first-name", "emma");
///
/// assert_eq!(
///     facts.to_string(),
///     "\
/// ANCHOR: mlp-parameters
/// 3,184
/// ANCHOR_END: mlp-parameters
/// ANCHOR: first-name
/// emma
/// ANCHOR_END: first-name
/// "
/// );
/// ```
#[derive(Debug, Default)]
pub struct Facts(Vec<(String, String)>);

impl Facts {
    /// No facts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// These facts and one more.
    ///
    /// # Panics
    ///
    /// If the name is not in kebab-case or taken already, or if the value is
    /// not a single line: the page that includes it would not show it.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Display) -> Self {
        let value = value.to_string();
        assert!(is_kebab_case(name), "`{name}` is not in kebab-case");
        assert!(
            self.0.iter().all(|(taken, _)| taken != name),
            "there are two facts called `{name}`"
        );
        assert!(
            value.lines().count() == 1 && value.trim() == value,
            "the value of `{name}` is not a single trimmed line: {value:?}"
        );
        self.0.push((name.to_owned(), value));
        self
    }
}

impl Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.0 {
            writeln!(f, "ANCHOR: {name}\n{value}\nANCHOR_END: {name}")?;
        }
        Ok(())
    }
}

/// Whether a name is made of lower-case words and digits joined by hyphens.
fn is_kebab_case(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.split('-')
        .all(|word| !word.is_empty() && word.chars().all(is_plain))
}

#[cfg(test)]
mod tests {
    use super::Facts;

    #[test]
    #[should_panic(expected = "two facts called `loss`")]
    fn a_name_is_taken_once() {
        let _ = Facts::new().with("loss", 1).with("loss", 2);
    }

    #[test]
    #[should_panic(expected = "not in kebab-case")]
    fn a_name_is_in_kebab_case() {
        let _ = Facts::new().with("final_loss", 1);
    }

    #[test]
    #[should_panic(expected = "not a single trimmed line")]
    fn a_value_fits_in_a_sentence() {
        let _ = Facts::new().with("loss", "1\n2");
    }
}
