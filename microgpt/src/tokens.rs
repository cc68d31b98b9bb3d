//! What a model's tokens stand for.

use names::{Tokenizer, UnknownChar};
use step_7_text::{BytePairs, Characters, Vocabulary};

use conform::words::count;

/// How many characters of a vocabulary are shown.
const SHOWN: usize = 100;

/// From text to tokens and back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tokens {
    /// Of documents: a token for each character, and BOS on both sides.
    Documents(Tokenizer),
    /// Of a running text: a token for each character.
    Characters(Characters),
    /// Of a running text: a token for each byte, and for pairs of tokens.
    BytePairs(BytePairs),
}

impl Tokens {
    /// Whether they are those of a running text.
    pub fn is_text(&self) -> bool {
        !matches!(self, Tokens::Documents(_))
    }

    /// Those of documents, if they are.
    pub fn documents(&self) -> Option<&Tokenizer> {
        match self {
            Tokens::Documents(tokenizer) => Some(tokenizer),
            _ => None,
        }
    }

    /// How many there are.
    ///
    /// ```
    /// use microgpt::Tokens;
    /// use step_7_text::{BytePairs, Characters};
    ///
    /// let documents = Tokens::Documents("whale".chars().collect());
    /// let characters = Tokens::Characters(Characters::of("whale"));
    /// let bytes = Tokens::BytePairs(BytePairs::new());
    /// let sizes = [documents, characters, bytes].map(|it| it.size());
    /// assert_eq!(sizes, [6, 5, 256]);
    /// ```
    pub fn size(&self) -> usize {
        match self {
            Tokens::Documents(tokenizer) => tokenizer.vocab_size(),
            Tokens::Characters(characters) => characters.size(),
            Tokens::BytePairs(pairs) => pairs.size(),
        }
    }

    /// The tokens of a text or, with BOS on both sides, of a document.
    ///
    /// # Errors
    ///
    /// If it has a character without a token.
    pub fn encode(&self, text: &str) -> Result<Vec<usize>, UnknownChar> {
        match self {
            Tokens::Documents(tokenizer) => tokenizer.encode(text),
            Tokens::Characters(characters) => {
                let is_unknown = |char: &char| {
                    let char = char.encode_utf8(&mut [0; 4]).to_owned();
                    characters.encode(&char).is_none()
                };
                characters.encode(text).ok_or_else(|| UnknownChar {
                    char: text.chars().find(is_unknown).unwrap_or_default(),
                })
            }
            Tokens::BytePairs(pairs) => Ok(pairs.encode_bytes(text.as_bytes())),
        }
    }

    /// The text of some tokens. BOS has none.
    ///
    /// # Panics
    ///
    /// If one is not in the vocabulary of a running text.
    pub fn decode(&self, tokens: &[usize]) -> String {
        match self {
            Tokens::Documents(tokenizer) => tokenizer.decode(tokens),
            Tokens::Characters(characters) => characters.decode(tokens),
            Tokens::BytePairs(pairs) => pairs.decode(tokens),
        }
    }

    /// How many characters begin with this token.
    pub(crate) fn num_chars(&self, token: usize) -> usize {
        let begins = |byte: &&u8| **byte & 0xc0 != 0x80;
        match self {
            Tokens::BytePairs(pairs) => {
                pairs.piece(token).iter().filter(begins).count()
            }
            _ => 1,
        }
    }

    /// All characters that have a token of their own, sorted; of byte pairs
    /// none.
    pub fn chars(&self) -> String {
        match self {
            Tokens::Documents(tokenizer) => tokenizer.chars().iter().collect(),
            Tokens::Characters(characters) => {
                characters.decode(&(0..characters.size()).collect::<Vec<_>>())
            }
            Tokens::BytePairs(_) => String::new(),
        }
    }

    /// The vocabulary, for people.
    ///
    /// ```
    /// use microgpt::Tokens;
    ///
    /// let tokens = Tokens::Documents("whale".chars().collect());
    /// assert_eq!(tokens.shown(), "\"aehlw\"");
    /// ```
    pub fn shown(&self) -> String {
        if let Tokens::BytePairs(pairs) = self {
            let merges = count(pairs.merges().len(), "pair");
            return format!("256 bytes and {merges}");
        }
        let chars = self.chars();
        let first: String = chars.chars().take(SHOWN).collect();
        let more = if first == chars { "" } else { " and more" };
        format!("{first:?}{more}")
    }

    /// The name of a token in a table.
    pub fn name(&self, token: usize) -> String {
        let text = self.decode(&[token]);
        let is_odd = |char: char| char.is_whitespace() || char.is_control();
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => "BOS".to_owned(),
            (Some(char), None) if is_odd(char) => format!("{char:?}"),
            _ if text.contains(is_odd) => format!("{text:?}"),
            _ => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_without_a_token_is_named() {
        let characters = Tokens::Characters(Characters::of("whale"));
        assert_eq!(characters.encode("ewe"), Ok(vec![1, 4, 1]));
        let unknown = UnknownChar { char: 'A' };
        assert_eq!(characters.encode("whAleB"), Err(unknown));
        assert_eq!(characters.chars(), "aehlw");
    }

    #[test]
    fn tokens_have_names_that_can_be_told_apart() {
        let pairs = BytePairs::train(b"the whale, the sea, the ship", 259);
        let pairs = Tokens::BytePairs(pairs);
        let names = [10, 104, 257, 32].map(|token| pairs.name(token));
        assert_eq!(names, ["'\\n'", "h", "the", "' '"]);
        let pairs = BytePairs::train(b"as a sea, a ship", 258);
        let pairs = Tokens::BytePairs(pairs);
        assert_eq!([256, 257].map(|id| pairs.name(id)), ["\" a\"", "\" s\""]);
        let documents = Tokens::Documents("a\t".chars().collect());
        let names = [0, 1, 2].map(|token| documents.name(token));
        assert_eq!(names, ["'\\t'", "a", "BOS"]);
    }
}
