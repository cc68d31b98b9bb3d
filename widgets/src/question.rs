//! What a page asks: a name, and arguments with names of their own.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use names::Tokenizer;

/// What stands between the parts of a question; no keyboard types it.
const SEPARATOR: char = '\u{1f}';

/// The longest word that a model of the book can read with its end.
pub const MAX_WORD: usize = 15;

/// A question: `name`, then each argument's name and value.
///
/// ```
/// use widgets::Question;
///
/// let question = Question::new("slope\u{1f}eps\u{1f}0.1\u{1f}at\u{1f}3");
/// assert_eq!(question.name(), "slope");
/// assert_eq!(question.number("eps", 0.0..=1.0)?, 0.1);
/// assert_eq!(question.count("at", 0..=9)?, 3);
/// assert!(question.count("at", 0..=2).is_err());
/// # Ok::<(), widgets::Refusal>(())
/// ```
#[derive(Clone, Debug)]
pub struct Question<'a> {
    name: &'a str,
    arguments: Vec<(&'a str, &'a str)>,
}

/// The reason why a question is not answered, in words for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Refusal {
    /// A refusal in these words.
    pub fn new(words: impl Display) -> Self {
        Refusal(words.to_string())
    }
}

impl<'a> Question<'a> {
    /// Takes a question apart.
    pub fn new(text: &'a str) -> Self {
        let mut parts = text.split(SEPARATOR);
        let name = parts.next().unwrap_or_default();
        let parts: Vec<&str> = parts.collect();
        let arguments = parts.chunks_exact(2).map(|it| (it[0], it[1]));
        Question {
            name,
            arguments: arguments.collect(),
        }
    }

    /// What kind of question it is.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// An argument as it stands.
    ///
    /// # Errors
    ///
    /// If there is none of this name.
    pub fn text(&self, name: &str) -> Result<&'a str, Refusal> {
        let mut arguments = self.arguments.iter();
        let found = arguments.find(|(other, _)| *other == name);
        let (_, value) = found.ok_or_else(|| {
            Refusal(format!("{} needs an argument {name:?}", self.name))
        })?;
        Ok(value)
    }

    /// An argument that is a number.
    ///
    /// # Errors
    ///
    /// If there is none, it is no number, or it is out of range.
    pub fn number(
        &self,
        name: &str,
        range: RangeInclusive<f64>,
    ) -> Result<f64, Refusal> {
        within(parsed(name, self.text(name)?)?, name, &range)
    }

    /// An argument that is a whole number.
    ///
    /// # Errors
    ///
    /// If there is none, it is no such number, or it is out of range.
    pub fn count(
        &self,
        name: &str,
        range: RangeInclusive<usize>,
    ) -> Result<usize, Refusal> {
        within(parsed(name, self.text(name)?)?, name, &range)
    }

    /// An argument that is `true` or `false`.
    ///
    /// # Errors
    ///
    /// If there is none, or it is neither.
    pub fn flag(&self, name: &str) -> Result<bool, Refusal> {
        parsed(name, self.text(name)?)
    }

    /// An argument that is some numbers, with spaces between them.
    ///
    /// # Errors
    ///
    /// If there is none, or one is no number or out of range.
    pub fn numbers(
        &self,
        name: &str,
        range: RangeInclusive<f64>,
    ) -> Result<Vec<f64>, Refusal> {
        let numbers = self.text(name)?.split_whitespace();
        numbers
            .map(|text| within(parsed(name, text)?, name, &range))
            .collect()
    }

    /// An argument that is a word, as tokens with BOS on both sides. Capitals
    /// are read as small letters.
    ///
    /// # Errors
    ///
    /// If there is none, it is empty or too long for the model, or it has a
    /// character that is not in the vocabulary.
    pub fn word(
        &self,
        name: &str,
        tokenizer: &Tokenizer,
    ) -> Result<Vec<usize>, Refusal> {
        let word = self.small_letters(name)?;
        let len = word.chars().count();
        if len > MAX_WORD {
            return Err(Refusal(format!(
                "{len} letters: the model reads {MAX_WORD} at most"
            )));
        }
        tokens(&word, tokenizer)
    }

    /// As [`Question::word`], but of a word that is too long as much as the
    /// model can read; and whether it was too long.
    ///
    /// # Errors
    ///
    /// If there is none, it is empty, or what is read of it has a character
    /// that is not in the vocabulary.
    pub fn beginning(
        &self,
        name: &str,
        tokenizer: &Tokenizer,
    ) -> Result<(Vec<usize>, bool), Refusal> {
        let word = self.small_letters(name)?;
        let beginning: String = word.chars().take(MAX_WORD).collect();
        let is_cut = beginning.len() < word.len();
        Ok((tokens(&beginning, tokenizer)?, is_cut))
    }

    fn small_letters(&self, name: &str) -> Result<String, Refusal> {
        let word = self.text(name)?.trim().to_lowercase();
        if word.is_empty() {
            return Err(Refusal::new("type a name, such as ava"));
        }
        Ok(word)
    }
}

fn tokens(word: &str, tokenizer: &Tokenizer) -> Result<Vec<usize>, Refusal> {
    tokenizer
        .encode(word)
        .map_err(|unknown| Refusal(format!("{unknown}: use a to z")))
}

fn parsed<T: FromStr>(name: &str, text: &str) -> Result<T, Refusal> {
    let text = text.trim();
    text.parse().map_err(|_| {
        let shown: String = text.chars().take(20).collect();
        Refusal(format!("{name} cannot be {shown:?}"))
    })
}

fn within<T: PartialOrd + Display>(
    value: T,
    name: &str,
    range: &RangeInclusive<T>,
) -> Result<T, Refusal> {
    if range.contains(&value) {
        return Ok(value);
    }
    let (least, most) = (range.start(), range.end());
    Err(Refusal(format!("{name} goes from {least} to {most}")))
}

#[cfg(test)]
mod tests {
    use super::Question;

    fn refusal(question: &str) -> String {
        let question = Question::new(question);
        let tokenizer = ('a'..='z').collect();
        let word = question.word("word", &tokenizer);
        word.unwrap_err().0
    }

    #[test]
    fn a_word_that_cannot_be_read_says_why() {
        assert_eq!(refusal("q\u{1f}word\u{1f} "), "type a name, such as ava");
        assert_eq!(
            refusal("q\u{1f}word\u{1f}zoë"),
            "the character 'ë' is not in the vocabulary: use a to z"
        );
        assert_eq!(
            refusal("q\u{1f}word\u{1f}abcdefghijklmnop"),
            "16 letters: the model reads 15 at most"
        );
        assert_eq!(refusal("q"), "q needs an argument \"word\"");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let text =
            "q\u{1f}nan\u{1f}NaN\u{1f}word\u{1f}<script>\u{1f}big\u{1f}1e999";
        let question = Question::new(text);
        for name in ["nan", "word", "big", "none"] {
            assert!(question.number(name, -1e6..=1e6).is_err(), "{name}");
        }
    }
}
