//! Section 7.2: a text in pieces of words.

use std::sync::LazyLock;

use serde::Serialize;
use step_7_text::BytePairs;
use step_7_text::byte_pairs::BYTES;
use typeset::chips;

use crate::{Desk, Question, Refusal};

/// The merges that the training chapters have, as the vocabulary of the step
/// writes them. `cargo widgets` makes them: to find them, a page would have to
/// download the novel.
const MERGES: &str = include_str!("merges.txt");

/// The vocabulary of the step; smaller ones are its beginnings.
static PAIRS: LazyLock<BytePairs> =
    LazyLock::new(|| MERGES.parse().expect("a vocabulary"));

/// What the page begins with: a sentence of a validation chapter.
pub const SENTENCE: &str =
    "Queequeg was George Washington cannibalistically developed.";

/// How many merges it begins with.
pub const FIRST_MERGES: usize = 256;

/// The most characters that may be typed.
const MAX_LEN: usize = 200;

/// A text, cut into pieces.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The pieces, from left to right.
    pieces: Vec<Piece>,
    /// The length of the text.
    characters: usize,
    /// The same, as it is stored.
    bytes: usize,
    /// How many characters there are to a token.
    per_token: f64,
    /// What the last merge made, and of which two; nothing without a merge.
    last: Option<[Piece; 3]>,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    id: usize,
    /// Its bytes, so that a reader can see them.
    text: String,
}

impl Piece {
    fn of(id: usize) -> Self {
        let text = shown(PAIRS.piece(id));
        Piece { id, text }
    }
}

/// Arguments: `text`, which is taken as it is typed, and `merges`, how many of
/// the vocabulary's there are.
///
/// # Errors
///
/// If one is missing or out of range, or the text is empty or too long.
///
/// ```
/// let mut desk = widgets::Desk::default();
/// let question = r#"{"ask":"word-pieces","text":"the","merges":1}"#;
/// let answer = desk.answer(question);
/// assert!(answer.contains(r#"{"id":116,"text":"t"}"#));
/// assert!(answer.contains(r#"{"id":256,"text":"␣t"}"#));
/// ```
pub fn answer(_: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let merges = q.count("merges", 0..=PAIRS.merges().len())?;
    let text = q.text("text")?;
    let characters = text.chars().count();
    if characters == 0 {
        return Err(Refusal::new("type something that can be cut"));
    }
    if characters > MAX_LEN {
        return Err(Refusal(format!(
            "{characters} characters: {MAX_LEN} can be cut here"
        )));
    }
    let last = merges.checked_sub(1).map(|last| {
        let [first, second] = PAIRS.merges()[last];
        [BYTES + last, first, second].map(Piece::of)
    });
    let pieces = pieces(text, merges);
    Ok(Answer {
        characters,
        bytes: text.len(),
        per_token: characters as f64 / pieces.len() as f64,
        pieces,
        last,
    })
}

/// The pieces of a text, after so many merges.
fn pieces(text: &str, merges: usize) -> Vec<Piece> {
    let tokens = PAIRS.first(BYTES + merges).encode_bytes(text.as_bytes());
    tokens.into_iter().map(Piece::of).collect()
}

/// The first frame, as the page shows it without scripts.
pub fn figure() -> String {
    let pieces = pieces(SENTENCE, FIRST_MERGES).into_iter();
    chips(pieces.map(|piece| (piece.text, piece.id)))
}

/// Bytes as a reader can see them: spaces and line ends as signs, and what is
/// no text, or cannot be seen, byte by byte.
///
/// ```
/// use widgets::step_7::word_pieces::shown;
///
/// assert_eq!(shown(" sea\n".as_bytes()), "␣sea⏎");
/// assert_eq!(shown(&"—".as_bytes()[..2]), "⟨e2⟩⟨80⟩");
/// ```
pub fn shown(piece: &[u8]) -> String {
    match str::from_utf8(piece) {
        Ok(text) if !text.contains(is_unseen) => {
            text.replace(' ', "␣").replace('\n', "⏎")
        }
        _ => {
            let signs = piece.iter().map(|byte| format!("⟨{byte:02x}⟩"));
            signs.collect::<Vec<_>>().concat()
        }
    }
}

fn is_unseen(char: char) -> bool {
    char != '\n' && char.is_control()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use step_7_text::{MOBY_DICK, Part};
    use typeset::chips;

    use super::{FIRST_MERGES, SENTENCE};
    use crate::Desk;

    fn cut(text: &str, merges: usize) -> Value {
        Desk::default().ask(&json!({
            "ask": "word-pieces",
            "text": text,
            "merges": merges,
        }))
    }

    /// The pieces of an answer, as the page shows them.
    fn shown(answer: &Value) -> String {
        let pieces = answer["pieces"].as_array().expect("pieces").iter();
        chips(pieces.map(|it| {
            let id = it["id"].as_u64().expect("an id");
            let id = usize::try_from(id).expect("a token");
            (it["text"].as_str().expect("text"), id)
        }))
    }

    #[test]
    fn the_first_frame_is_the_figure_of_the_page() {
        let figure =
            include_str!("../../../src/step-7-text/outputs/word-pieces.md");
        assert_eq!(shown(&cut(SENTENCE, FIRST_MERGES)), figure.trim_end());
        let validation = Part::Validation.of(MOBY_DICK).replace('\n', " ");
        assert!(validation.contains(SENTENCE), "it is the novel's");
    }

    #[test]
    fn any_text_is_cut_and_counted() {
        let answer = cut("aé🐋b", 0);
        assert_eq!(answer["characters"], 4);
        assert_eq!(answer["bytes"], 8);
        assert_eq!(answer["per_token"], 0.5);
        assert_eq!(answer["last"], Value::Null);
        assert!(shown(&answer).contains("⟨c3⟩<sub>195</sub>"));

        let answer = cut("the the", 5);
        assert_eq!(
            shown(&answer),
            chips([("t", 116), ("he", 257)]) + " " + &chips([("␣the", 260)])
        );
        let last = json!([
            {"id": 260, "text": "␣the"},
            {"id": 256, "text": "␣t"},
            {"id": 257, "text": "he"},
        ]);
        assert_eq!(answer["last"], last);
    }

    #[test]
    fn what_cannot_be_cut_is_refused() {
        let long = "a".repeat(201);
        for (text, merges) in [("", 0), (long.as_str(), 0), ("a", 769)] {
            assert!(cut(text, merges)["refusal"].is_string(), "{merges}");
        }
    }
}
