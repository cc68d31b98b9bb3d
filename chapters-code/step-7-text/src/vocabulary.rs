//! From text to tokens and back.

use std::collections::BTreeSet;

// ANCHOR: vocabulary
/// What turns a text into tokens, and tokens into text.
pub trait Vocabulary {
    /// How many tokens there are.
    fn size(&self) -> usize;

    /// The tokens of a text, or `None` if it has something for which there is
    /// none.
    fn encode(&self, text: &str) -> Option<Vec<usize>>;

    /// The text of some tokens. What is no whole character becomes `�`.
    ///
    /// # Panics
    ///
    /// If one is not in the vocabulary.
    fn decode(&self, tokens: &[usize]) -> String;
}
// ANCHOR_END: vocabulary

// ANCHOR: characters
/// A token for each character.
///
/// ```
/// use step_7_text::{Characters, Vocabulary};
///
/// let characters = Characters::of("whale");
/// assert_eq!(characters.size(), 5);
/// assert_eq!(characters.encode("ewe"), Some(vec![1, 4, 1]));
/// assert_eq!(characters.encode("Ahab"), None);
/// assert_eq!(characters.decode(&[1, 4, 1]), "ewe");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Characters {
    chars: Vec<char>,
}

impl Characters {
    /// The characters of a text, sorted. There is no BOS: nothing begins.
    pub fn of(text: &str) -> Self {
        let distinct: BTreeSet<char> = text.chars().collect();
        Characters {
            chars: distinct.into_iter().collect(),
        }
    }
}
// ANCHOR_END: characters

impl Vocabulary for Characters {
    fn size(&self) -> usize {
        self.chars.len()
    }

    fn encode(&self, text: &str) -> Option<Vec<usize>> {
        text.chars()
            .map(|char| self.chars.binary_search(&char).ok())
            .collect()
    }

    fn decode(&self, tokens: &[usize]) -> String {
        tokens.iter().map(|&token| self.chars[token]).collect()
    }
}
