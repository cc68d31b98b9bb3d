//! Questions of a page: JSON objects with named fields.

use std::fmt::{self, Display};
use std::ops::RangeInclusive;
use std::str::FromStr;

use names::Tokenizer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The field that says what kind of question it is.
const KIND: &str = "ask";

/// The longest word that a model of the book can read with its end.
pub const MAX_WORD: usize = 15;

/// A question: a JSON object whose field `ask` is its name, and whose other
/// fields are its arguments.
///
/// One view with a getter for each kind of argument serves all widgets: a
/// refusal can then name the argument, and 50 types that parse themselves
/// would be a good part of what a reader downloads.
///
/// ```
/// use widgets::Question;
///
/// let question = Question::new(r#"{"ask": "slope", "eps": 0.1, "at": 3}"#)?;
/// assert_eq!(question.name(), "slope");
/// assert_eq!(question.number("eps", 0.0..=1.0)?, 0.1);
/// assert_eq!(question.count("at", 0..=9)?, 3);
/// assert!(question.count("at", 0..=2).is_err());
/// # Ok::<(), widgets::Refusal>(())
/// ```
#[derive(Clone, Debug)]
pub struct Question {
    name: String,
    arguments: Fields,
}

/// The fields of a JSON object that are not null: a text as it is, anything
/// else as JSON writes it. So a number keeps all its digits until it is known
/// what is to become of it.
#[derive(Clone, Debug)]
struct Fields(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut object: A,
            ) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(name) = object.next_key()? {
                    let value: &RawValue = object.next_value()?;
                    let text = match value.get() {
                        "null" => continue,
                        json if json.starts_with('"') => {
                            serde_json::from_str(json).map_err(Error::custom)?
                        }
                        json => json.to_owned(),
                    };
                    fields.push((name, text));
                }
                Ok(Fields(fields))
            }
        }

        json.deserialize_map(Object)
    }
}

impl Fields {
    fn get(&self, name: &str) -> Option<&str> {
        let (_, text) = self.0.iter().find(|(other, _)| other == name)?;
        Some(text)
    }
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

impl Question {
    /// Takes a question apart. An argument that is `null` counts as left out.
    ///
    /// # Errors
    ///
    /// If the text is no JSON object, or has no name.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let arguments: Fields =
            serde_json::from_str(text).map_err(|error| {
                Refusal(format!("this is no question: {error}"))
            })?;
        let name = arguments.get(KIND).ok_or_else(|| {
            Refusal(format!("a question needs a field {KIND:?}"))
        })?;
        Ok(Question {
            name: name.to_owned(),
            arguments,
        })
    }

    /// The kind of question it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether there is an argument of this name.
    pub fn has(&self, name: &str) -> bool {
        self.arguments.get(name).is_some()
    }

    /// An argument as it stands.
    ///
    /// # Errors
    ///
    /// If there is none of this name.
    pub fn text(&self, name: &str) -> Result<&str, Refusal> {
        self.arguments.get(name).ok_or_else(|| {
            Refusal(format!("{} needs an argument {name:?}", self.name))
        })
    }

    /// An argument that is a number, or a text that a reader typed as one.
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

    /// An argument that is some numbers, with spaces between them, as a
    /// reader types them.
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
impl From<serde_json::Value> for Question {
    fn from(fields: serde_json::Value) -> Self {
        Question::new(&fields.to_string()).expect("a question")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Question;

    fn refusal(fields: Value) -> String {
        let tokenizer = ('a'..='z').collect();
        let word = Question::from(fields).word("word", &tokenizer);
        word.unwrap_err().0
    }

    #[test]
    fn a_word_that_cannot_be_read_says_why() {
        for (word, words) in [
            (json!(" "), "type a name, such as ava"),
            (
                json!("zoë"),
                "the character 'ë' is not in the vocabulary: use a to z",
            ),
            (
                json!("abcdefghijklmnop"),
                "16 letters: the model reads 15 at most",
            ),
            (json!(null), "q needs an argument \"word\""),
        ] {
            assert_eq!(refusal(json!({"ask": "q", "word": word})), words);
        }
        assert_eq!(
            refusal(json!({"ask": "q"})),
            "q needs an argument \"word\""
        );
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let fields = json!({
            "ask": "q",
            "nan": "NaN",
            "word": "<script>",
            "big": "1e999",
            "list": [1],
            "object": {"a": 1},
            "flag": true,
        });
        let question = Question::from(fields.clone());
        let names = fields.as_object().expect("an object").keys();
        for name in names.map(String::as_str).chain(["none"]) {
            assert!(question.number(name, -1e6..=1e6).is_err(), "{name}");
        }
        let words = question.count("word", 0..=9).unwrap_err().0;
        assert_eq!(words, "word cannot be \"<script>\"");
    }

    #[test]
    fn numbers_keep_all_their_digits() {
        for i in 1..1000 {
            let x = 1.0 / f64::from(i);
            let question = Question::from(json!({"ask": "q", "x": x}));
            assert_eq!(question.number("x", 0.0..=1.0), Ok(x), "{x}");
        }
    }

    #[test]
    fn what_is_no_question_is_refused() {
        let deep = "[".repeat(100_000);
        for text in [
            "",
            "null",
            "[]",
            "next-token",
            r#"{"ask": null}"#,
            r#"{"token": 1}"#,
            r#"{"ask": "q", "text": "\ud800"}"#,
            r#"{"ask": "q"} {"#,
            &format!(r#"{{"ask": "q", "deep": {deep}"#),
        ] {
            assert!(Question::new(text).is_err(), "{text:.40}");
        }
    }
}
