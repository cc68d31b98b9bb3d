//! 0.2 The Tokenizer
//!
//! The page: `src/step-0-counting/0.2-the-tokenizer.md`.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;

use portable::PythonRandom;

use crate::step_0::docs;

/// A character tokenizer: ids 0, 1, 2 … for the distinct characters in sorted
/// order, and one more, the last, for BOS.
///
/// BOS ("beginning of sequence") stands on both sides of every document: a
/// model learns from it what a document starts with and where it ends.
///
/// ```
/// use workbook::step_0::Tokenizer;
///
/// let tokenizer = Tokenizer::new(&["ava", "eve"]);
/// assert_eq!(tokenizer.chars(), ['a', 'e', 'v']);
/// assert_eq!(tokenizer.bos(), 3);
/// assert_eq!(tokenizer.vocab_size(), 4);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokenizer {
    pub chars: Vec<char>,
}

impl Tokenizer {
    /// The tokenizer whose characters are those of `docs`.
    pub fn new<D: AsRef<str>>(docs: &[D]) -> Self {
        docs.iter().flat_map(|doc| doc.as_ref().chars()).collect()
    }
}

/// Collects the distinct characters of an iterator.
impl FromIterator<char> for Tokenizer {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        todo!()
    }
}

impl Tokenizer {
    /// The characters, sorted; the id of a character is its place here.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The id of BOS, the last of the vocabulary.
    pub fn bos(&self) -> usize {
        todo!()
    }

    /// The number of tokens: the characters and BOS.
    pub fn vocab_size(&self) -> usize {
        todo!()
    }

    /// The ids of a document's characters, with BOS before and after.
    ///
    /// # Errors
    ///
    /// If the document has a character that is not in the vocabulary.
    ///
    /// ```
    /// let tokenizer: workbook::step_0::Tokenizer = ('a'..='z').collect();
    /// assert_eq!(tokenizer.encode("ava"), Ok(vec![26, 0, 21, 0, 26]));
    /// assert!(tokenizer.encode("Ava").is_err());
    /// ```
    pub fn encode(&self, doc: &str) -> Result<Vec<usize>, UnknownChar> {
        todo!()
    }

    /// The text of some tokens; BOS has none.
    ///
    /// ```
    /// let tokenizer: workbook::step_0::Tokenizer = ('a'..='z').collect();
    /// assert_eq!(tokenizer.decode(&[26, 0, 21, 0, 26]), "ava");
    /// ```
    pub fn decode(&self, tokens: &[usize]) -> String {
        todo!()
    }
}

/// A character that the tokenizer has never seen.
///
/// ```
/// let tokenizer: workbook::step_0::Tokenizer = ('a'..='z').collect();
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

/// The documents of a text in random order, as tokens, with the tokenizer
/// made of their characters.
///
/// ```
/// use names::NAMES;
/// use portable::PythonRandom;
/// use workbook::step_0::Corpus;
///
/// let corpus = Corpus::new(NAMES, &mut PythonRandom::new(42));
/// assert_eq!(corpus.docs.len(), 32_033);
/// assert_eq!(corpus.tokenizer.decode(&corpus.docs[0]), "yuheng");
/// ```
#[derive(Clone, Debug)]
pub struct Corpus {
    /// Made of the characters of all the documents.
    pub tokenizer: Tokenizer,
    /// Each document as tokens, with BOS on both sides.
    pub docs: Vec<Vec<usize>>,
}

impl Corpus {
    /// Splits, shuffles and tokenizes a text.
    ///
    /// # Panics
    ///
    /// If there are more than `u32::MAX` documents.
    pub fn new(text: &str, rng: &mut PythonRandom) -> Self {
        let mut docs = docs(text);
        rng.shuffle(&mut docs);
        let tokenizer = Tokenizer::new(&docs);
        let encode =
            |doc| tokenizer.encode(doc).expect("made of its characters");
        let docs = docs.into_iter().map(encode).collect();
        Corpus { tokenizer, docs }
    }
}
