//! Section 0.2: how some words make a vocabulary.

use names::Tokenizer;
use serde::Serialize;

use crate::{Question, Refusal};

/// The most characters that may be typed.
const MAX_LEN: usize = 60;

/// The vocabulary of some words.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Answer<'a> {
    /// The documents: the words, in their order.
    documents: Vec<&'a str>,
    /// Their distinct characters, sorted; the id of each is its place.
    characters: Vec<char>,
    /// The id of BOS.
    bos: usize,
}

/// Argument: `words`, with commas or spaces between them.
///
/// # Errors
///
/// If the words are missing or too long.
///
/// ```
/// let mut desk = widgets::Desk::default();
/// assert_eq!(
///     desk.answer(r#"{"ask":"distinct-characters","words":"ava, eve"}"#),
///     r#"{"documents":["ava","eve"],"characters":["a","e","v"],"bos":3}"#
/// );
/// ```
pub fn answer(q: &Question) -> Result<Answer<'_>, Refusal> {
    let text = q.text("words")?;
    if text.chars().count() > MAX_LEN {
        return Err(Refusal::new("that is too long: remove a word"));
    }
    let words = text.split(|it: char| it == ',' || it.is_whitespace());
    let documents: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    let tokenizer = Tokenizer::new(&documents);
    Ok(Answer {
        documents,
        characters: tokenizer.chars().to_vec(),
        bos: tokenizer.bos(),
    })
}
