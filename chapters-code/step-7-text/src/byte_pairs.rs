//! Pieces of words: byte-pair encoding.

mod saved;
mod training;
mod words;

use std::collections::HashMap;

pub use saved::NotBytePairs;
pub use words::words;

use crate::Vocabulary;

/// How many tokens there are before the first merge: a token for each byte.
pub const BYTES: usize = 256;

// ANCHOR: byte-pairs
/// A token for each byte, and one for each pair of tokens that training has
/// merged. The ids of both are smaller than that of what they make.
///
/// ```
/// use step_7_text::{BytePairs, Vocabulary};
///
/// let pairs = BytePairs::train(b"the whale, the sea, the ship", 258);
/// assert_eq!(pairs.merges(), [[b'h'.into(), b'e'.into()], [116, 256]]);
/// assert_eq!(pairs.piece(257), b"the");
/// assert_eq!(pairs.encode("the"), Some(vec![257]));
/// assert_eq!(pairs.decode(&[257, 32, 256]), "the he");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BytePairs {
    /// The first makes token 256, the next one 257, and so on.
    merges: Vec<[usize; 2]>,
    /// What each pair makes.
    made: HashMap<[usize; 2], usize>,
    /// The bytes of each token.
    pieces: Vec<Vec<u8>>,
}
// ANCHOR_END: byte-pairs

impl BytePairs {
    /// The bytes alone, without a merge.
    ///
    /// ```
    /// use step_7_text::{BytePairs, Vocabulary};
    ///
    /// let bytes = BytePairs::new();
    /// assert_eq!(bytes.size(), 256);
    /// assert_eq!(bytes.encode("sea"), Some(vec![115, 101, 97]));
    /// ```
    pub fn new() -> Self {
        BytePairs {
            merges: Vec::new(),
            made: HashMap::new(),
            pieces: (0..=u8::MAX).map(|byte| vec![byte]).collect(),
        }
    }

    /// Gives a pair a token of its own.
    fn push(&mut self, pair: [usize; 2]) {
        let piece = pair.map(|token| self.pieces[token].as_slice()).concat();
        self.made.insert(pair, self.pieces.len());
        self.pieces.push(piece);
        self.merges.push(pair);
    }

    /// The pairs that are merged, in the order in which they were found.
    pub fn merges(&self) -> &[[usize; 2]] {
        &self.merges
    }

    /// The bytes of a token.
    ///
    /// ```
    /// assert_eq!(step_7_text::BytePairs::new().piece(115), b"s");
    /// ```
    ///
    /// # Panics
    ///
    /// If it is not in the vocabulary.
    pub fn piece(&self, token: usize) -> &[u8] {
        &self.pieces[token]
    }

    /// The first tokens of this vocabulary: what training for so many would
    /// have found. All of them if there are not more.
    ///
    /// ```
    /// use step_7_text::BytePairs;
    ///
    /// let text = b"the whale, the sea, the ship";
    /// let pairs = BytePairs::train(text, 258);
    /// assert_eq!(pairs.first(257), BytePairs::train(text, 257));
    /// ```
    pub fn first(&self, size: usize) -> Self {
        let count = size.saturating_sub(BYTES).min(self.merges.len());
        let mut first = BytePairs::new();
        self.merges[..count]
            .iter()
            .for_each(|&pair| first.push(pair));
        first
    }

    // ANCHOR: encode-word
    /// The tokens of a word: while a pair of neighbours is one that was
    /// merged, the one that was merged first is merged.
    fn encode_word(&self, word: &[u8]) -> Vec<usize> {
        let mut tokens: Vec<usize> =
            word.iter().copied().map(usize::from).collect();
        loop {
            let pairs = tokens.windows(2).map(|pair| [pair[0], pair[1]]);
            let made = |pair| Some((*self.made.get(&pair)?, pair));
            let Some((id, pair)) = pairs.filter_map(made).min() else {
                return tokens;
            };
            tokens = merge(&tokens, pair, id);
        }
    }
    // ANCHOR_END: encode-word

    // ANCHOR: encode-bytes
    /// The tokens of any bytes. A word that has come before is looked up.
    ///
    /// A word of `n` bytes takes at most as many passes over it as there are
    /// merges.
    ///
    /// ```
    /// let bytes = step_7_text::BytePairs::new();
    /// assert_eq!(bytes.encode_bytes(&[0, 255]), [0, 255]);
    /// ```
    pub fn encode_bytes(&self, bytes: &[u8]) -> Vec<usize> {
        let mut known: HashMap<&[u8], Vec<usize>> = HashMap::new();
        let mut tokens = Vec::new();
        for word in words(bytes) {
            let encode = || self.encode_word(word);
            tokens.extend_from_slice(known.entry(word).or_insert_with(encode));
        }
        tokens
    }

    /// The bytes of some tokens.
    ///
    /// ```
    /// let bytes = step_7_text::BytePairs::new();
    /// assert_eq!(bytes.decode_bytes(&[0, 255]), [0, 255]);
    /// ```
    ///
    /// # Panics
    ///
    /// If one is not in the vocabulary.
    pub fn decode_bytes(&self, tokens: &[usize]) -> Vec<u8> {
        tokens
            .iter()
            .flat_map(|&token| self.piece(token))
            .copied()
            .collect()
    }
    // ANCHOR_END: encode-bytes
}

impl Default for BytePairs {
    fn default() -> Self {
        BytePairs::new()
    }
}

impl Vocabulary for BytePairs {
    fn size(&self) -> usize {
        self.pieces.len()
    }

    fn encode(&self, text: &str) -> Option<Vec<usize>> {
        Some(self.encode_bytes(text.as_bytes()))
    }

    fn decode(&self, tokens: &[usize]) -> String {
        String::from_utf8_lossy(&self.decode_bytes(tokens)).into_owned()
    }
}

/// The tokens with `id` in the place of each `pair`, from left to right.
fn merge(tokens: &[usize], pair: [usize; 2], id: usize) -> Vec<usize> {
    let mut merged = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        if let Some(behind) = rest.strip_prefix(&pair) {
            merged.push(id);
            rest = behind;
        } else {
            merged.push(*first);
            rest = after;
        }
    }
    merged
}
