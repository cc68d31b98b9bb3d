//! The chapters' code for the browser.
//!
//! A page asks a [`Question`], such as what softmax makes of these logits, and
//! gets an answer. Both are JSON texts in the browser, in tests, and from
//! native code, so that all three can be compared.
//!
//! Every widget is two files of one name: `src/step_0/next_token.rs` computes
//! and draws, `elements/step-0/next-token.js` has the controls and shows.

pub mod desk;
pub mod picture;
pub mod ports;
pub mod question;

pub mod step_0;
pub mod step_1;
pub mod step_2;
pub mod step_3;
pub mod step_4;
pub mod step_5;
pub mod step_6;
pub mod step_7;

mod exports;

pub use desk::Desk;
pub use picture::Picture;
pub use question::{Question, Refusal};

use serde::Serialize;

/// The function that answers one kind of question.
type Answer = fn(&mut Desk, &Question) -> Result<String, Refusal>;

/// Questions by name, each with its function.
type Answers = &'static [(&'static str, Answer)];

/// Every question there is.
const ANSWERS: [Answers; 10] = [
    desk::ANSWERS,
    step_0::ANSWERS,
    step_1::ANSWERS,
    step_2::ANSWERS,
    step_3::ANSWERS,
    step_4::ANSWERS,
    step_5::ANSWERS,
    step_6::ANSWERS,
    step_7::ANSWERS,
    ports::ANSWERS,
];

/// The names of all questions.
pub fn names() -> impl Iterator<Item = &'static str> {
    ANSWERS.into_iter().flatten().map(|(name, _)| *name)
}

impl Desk {
    /// Answers a question: a JSON text, or a refusal as
    /// `{"refusal": "what to do"}`.
    ///
    /// ```
    /// let mut desk = widgets::Desk::default();
    /// let question = r#"{"ask":"softmax-logits","logits":"0 0"}"#;
    /// let answer = desk.answer(question);
    /// assert!(answer.contains(r#""probabilities":[0.5,0.5]"#));
    /// assert_eq!(
    ///     desk.answer(r#"{"ask":"horoscope"}"#),
    ///     r#"{"refusal":"there is no question \"horoscope\""}"#
    /// );
    /// ```
    pub fn answer(&mut self, question: &str) -> String {
        let answer = Question::new(question).and_then(|q| self.reply(&q));
        answer.unwrap_or_else(|refusal| {
            serde_json::json!({ "refusal": refusal.0 }).to_string()
        })
    }

    fn reply(&mut self, question: &Question) -> Result<String, Refusal> {
        let name = question.name();
        let mut answers = ANSWERS.into_iter().flatten();
        let (_, answer) = answers
            .find(|(other, _)| *other == name)
            .ok_or_else(|| Refusal(format!("there is no question {name:?}")))?;
        answer(self, question)
    }

    /// The answer to a question, both as JSON.
    #[cfg(test)]
    fn ask(&mut self, question: &serde_json::Value) -> serde_json::Value {
        let answer = self.answer(&question.to_string());
        serde_json::from_str(&answer).expect("JSON")
    }
}

/// An answer as text.
fn json<T: Serialize>(answer: Result<T, Refusal>) -> Result<String, Refusal> {
    let answer = answer?;
    written(&mut |text| serde_json::to_writer(text, &answer))
}

/// The text that is written. What does not depend on the answer's type is here,
/// so that a page does not download it once for each of them.
fn written(
    write: &mut dyn FnMut(&mut Vec<u8>) -> serde_json::Result<()>,
) -> Result<String, Refusal> {
    let mut text = Vec::new();
    write(&mut text).map_err(Refusal::new)?;
    String::from_utf8(text).map_err(Refusal::new)
}
