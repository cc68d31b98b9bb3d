//! What a port says of its data and its model before it trains.
//!
//! The original programs print how many documents, tokens and parameters there
//! are. Where a port prints other numbers, no loss can agree, and nobody needs
//! to look for the reason in the losses.

use std::sync::LazyLock;

use names::{Tokenizer, docs};

use crate::Port;
use crate::data;
use crate::reference::Original;
use crate::words::{count, grouped};

/// The numbers that a port prints before its losses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// How many documents it has: "num docs: 32033".
    pub num_docs: Option<usize>,
    /// How many tokens its vocabulary has: "vocab size: 27".
    pub vocab_size: Option<usize>,
    /// How many parameters its model has: "num params: 4192".
    pub num_params: Option<usize>,
}

/// The original's documents and tokens.
static ORIGINAL: LazyLock<(usize, usize)> = LazyLock::new(|| {
    let docs = docs(data::names());
    (docs.len(), Tokenizer::new(&docs).vocab_size())
});

impl Header {
    /// Takes in a line that has no loss. The first number of a kind counts.
    ///
    /// ```
    /// use conform::header::Header;
    ///
    /// let mut header = Header::default();
    /// header.take_line("vocab size: 28 (27 characters and BOS)");
    /// header.take_line("Loaded 80,000 docs");
    /// assert_eq!(header.vocab_size, Some(28));
    /// assert_eq!(header.num_docs, Some(80_000));
    /// ```
    pub fn take_line(&mut self, line: &str) {
        let line = line.to_lowercase().replace(['|', ';'], " | ");
        // A comma or a point at the end of a word parts it from the next.
        let words: Vec<&str> = line
            .split(|c: char| !c.is_alphanumeric() && !".,'|".contains(c))
            .flat_map(|word| {
                let bare = word.trim_end_matches(['.', ',']);
                [bare, &word[bare.len()..]]
            })
            .filter(|word| !word.is_empty())
            .collect();
        for (i, word) in words.iter().enumerate() {
            let (kind, value) = match *word {
                "vocab" | "vocabulary" => (&mut self.vocab_size, None),
                "docs" | "documents" | "doc" => {
                    (&mut self.num_docs, before(&words, i))
                }
                "params" | "parameters" => {
                    (&mut self.num_params, before(&words, i))
                }
                _ => continue,
            };
            let value = value.or_else(|| after(&words, i));
            *kind = kind.or(value);
        }
    }

    /// The numbers that either has.
    pub fn or(self, other: Self) -> Self {
        Header {
            num_docs: self.num_docs.or(other.num_docs),
            vocab_size: self.vocab_size.or(other.vocab_size),
            num_params: self.num_params.or(other.num_params),
        }
    }
}

/// The number before a word: "32,033 docs".
fn before(words: &[&str], i: usize) -> Option<usize> {
    number(words.get(i.checked_sub(1)?)?)
}

/// The number after a word, where no other words stand between: "docs: 32033",
/// "vocabulary size = 27".
fn after(words: &[&str], i: usize) -> Option<usize> {
    let rest = words.get(i + 1..)?;
    let is_between = |word: &&&str| {
        ["size", "count", "total", "is", "of", "len", "length"].contains(*word)
    };
    number(rest.iter().find(|word| !is_between(word))?)
}

/// A whole number, whose digits may be in groups.
fn number(word: &str) -> Option<usize> {
    let mut groups = word.split([',', '\'', '.']).skip(1);
    let grouped = groups.all(|it| it.len() == 3);
    let digits: String = word.chars().filter(|c| !",'.".contains(*c)).collect();
    let is_number = digits.bytes().all(|it| it.is_ascii_digit());
    (grouped && is_number).then(|| digits.parse().ok())?
}

impl Port {
    /// What in its header is not as the original has it, and what that is
    /// likely to come from: where its losses differ, the likely cause.
    ///
    /// ```
    /// use conform::{Log, Port, reference::Original};
    ///
    /// let mut log = Log::default();
    /// log.read(b"vocab size: 28\nstep 1 loss 3.4210\n");
    /// let said = Port::new(&[log]).other_header(Original::LAST);
    /// let said = said.expect("28 is not 27");
    /// assert!(said.contains("28 tokens, and the original's 27"), "{said}");
    /// ```
    pub fn other_header(&self, original: Original) -> Option<String> {
        let Header {
            num_docs,
            vocab_size,
            num_params,
        } = self.header;
        let (docs, tokens) = *ORIGINAL;
        let mut said = Vec::new();
        if let Some(n) = num_docs.filter(|&n| n != docs) {
            said.push(format!(
                "It says that it has {}, and the original has {}: {}",
                count(n, "document"),
                grouped(docs),
                of_docs(n, docs)
            ));
        }
        if let Some(n) = vocab_size.filter(|&n| n != tokens) {
            said.push(format!(
                "It says that its vocabulary has {}, and the original's {}: {}",
                count(n, "token"),
                grouped(tokens),
                of_tokens(n, tokens)
            ));
        }
        // Other tokens bring other parameters, and that is said already.
        let vocab_size = vocab_size.unwrap_or(tokens);
        let expected = original.num_params(vocab_size);
        if let Some(n) = num_params.filter(|&n| n != expected) {
            let usual = original.num_params(tokens);
            said.push(format!(
                "It says that it has {}, and the original has {}{}",
                count(n, "parameter"),
                grouped(usual),
                of_params(n, expected, &original.matrices(vocab_size))
            ));
        }
        (!said.is_empty()).then(|| said.join(" "))
    }
}

/// What another number of documents is likely to come from.
fn of_docs(n: usize, original: usize) -> &'static str {
    if n == original + 1 {
        "an empty line, perhaps the one after the last, is no document."
    } else {
        "the losses are of other names."
    }
}

/// What another number of tokens is likely to come from.
fn of_tokens(n: usize, original: usize) -> &'static str {
    if n == original + 1 {
        "one too many, perhaps a line end (CRLF) or a space in the names, or \
         a token for padding or for the end beside BOS."
    } else if n + 1 == original {
        "BOS is missing, or not counted."
    } else {
        "the characters of names.txt are a to z, and BOS is one more."
    }
}

/// What another number of parameters is likely to come from.
fn of_params(
    n: usize,
    expected: usize,
    matrices: &[(String, usize)],
) -> String {
    let like = |size: usize| {
        let like: Vec<&str> = matrices
            .iter()
            .filter(|(_, it)| *it == size)
            .map(|(name, _)| name.as_str())
            .collect();
        (!like.is_empty()).then(|| like.join(", "))
    };
    if let Some(names) = expected.checked_sub(n).and_then(like) {
        format!(": fewer by as many as each of these has: {names}.")
    } else if let Some(names) = n.checked_sub(expected).and_then(like) {
        format!(": more by as many as each of these has: {names}.")
    } else {
        ". No matrix has as many as they differ by. The original has no \
         biases, and no gains in its norms."
            .to_owned()
    }
}
