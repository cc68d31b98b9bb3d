//! From text to numbers and back, one token per character.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;

// ANCHOR: tokenizer
/// A character tokenizer: ids 0, 1, 2 … for the distinct characters in sorted
/// order, and one more, the last, for BOS.
///
/// BOS ("beginning of sequence") stands on both sides of every document: a
/// model learns from it what a document starts with and where it ends.
///
/// ```
/// use names::Tokenizer;
///
/// let tokenizer = Tokenizer::new(&["ava", "eve"]);
/// assert_eq!(tokenizer.chars(), ['a', 'e', 'v']);
/// assert_eq!(tokenizer.bos(), 3);
/// assert_eq!(tokenizer.vocab_size(), 4);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokenizer {
    chars: Vec<char>,
}

impl Tokenizer {
    /// The tokenizer whose characters are those of `docs`.
    pub fn new<D: AsRef<str>>(docs: &[D]) -> Self {
        docs.iter().flat_map(|doc| doc.as_ref().chars()).collect()
    }

    /// The characters, sorted; the id of a character is its place here.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The id of BOS, the last of the vocabulary.
    pub fn bos(&self) -> usize {
        self.chars.len()
    }

    /// The number of tokens: the characters and BOS.
    pub fn vocab_size(&self) -> usize {
        self.chars.len() + 1
    }
}
// ANCHOR_END: tokenizer

// ANCHOR: distinct
/// Collects the distinct characters of an iterator.
impl FromIterator<char> for Tokenizer {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let distinct: BTreeSet<char> = chars.into_iter().collect();
        Tokenizer {
            chars: distinct.into_iter().collect(),
        }
    }
}
// ANCHOR_END: distinct

// ANCHOR: encode
impl Tokenizer {
    /// The ids of a document's characters, with BOS before and after.
    ///
    /// # Errors
    ///
    /// If the document has a character that is not in the vocabulary.
    ///
    /// ```
    /// let tokenizer: names::Tokenizer = ('a'..='z').collect();
    /// assert_eq!(tokenizer.encode("ava"), Ok(vec![26, 0, 21, 0, 26]));
    /// assert!(tokenizer.encode("Ava").is_err());
    /// ```
    pub fn encode(&self, doc: &str) -> Result<Vec<usize>, UnknownChar> {
        let mut tokens = vec![self.bos()];
        for char in doc.chars() {
            let id = self.chars.binary_search(&char);
            tokens.push(id.map_err(|_| UnknownChar { char })?);
        }
        tokens.push(self.bos());
        Ok(tokens)
    }

    /// The text of some tokens; BOS has none.
    ///
    /// ```
    /// let tokenizer: names::Tokenizer = ('a'..='z').collect();
    /// assert_eq!(tokenizer.decode(&[26, 0, 21, 0, 26]), "ava");
    /// ```
    pub fn decode(&self, tokens: &[usize]) -> String {
        tokens.iter().filter_map(|&id| self.chars.get(id)).collect()
    }
}
// ANCHOR_END: encode

// ANCHOR: unknown-char
/// A character that the tokenizer has never seen.
///
/// ```
/// let tokenizer: names::Tokenizer = ('a'..='z').collect();
/// let error = tokenizer.encode("zoë").unwrap_err();
/// assert_eq!(error.to_string(), "the character 'ë' is not in the vocabulary");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownChar {
    /// The character.
    pub char: char,
}

impl fmt::Display for UnknownChar {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "the character {:?} is not in the vocabulary", self.char)
    }
}

impl Error for UnknownChar {}
// ANCHOR_END: unknown-char

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NAMES, docs};

    #[test]
    fn the_names_have_27_tokens() {
        let tokenizer = Tokenizer::new(&docs(NAMES));
        assert!(tokenizer.chars().iter().copied().eq('a'..='z'));
        assert_eq!((tokenizer.bos(), tokenizer.vocab_size()), (26, 27));
    }

    #[test]
    fn every_name_survives_the_way_there_and_back() {
        let names = docs(NAMES);
        let tokenizer = Tokenizer::new(&names);
        for name in names {
            let tokens = tokenizer.encode(name).expect("a known name");
            assert_eq!(tokenizer.decode(&tokens), name);
        }
    }
}
