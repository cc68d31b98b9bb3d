//! Documents ready to learn from: shuffled, and turned into tokens.

use portable::PythonRandom;

use crate::{Tokenizer, docs};

// ANCHOR: corpus
/// The documents of a text in random order, as tokens, with the tokenizer
/// made of their characters.
///
/// ```
/// use names::{Corpus, NAMES};
/// use portable::PythonRandom;
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
// ANCHOR_END: corpus
