//! Section 0.2: a name as tokens, or why it cannot be one.

use crate::{Desk, Question, Refusal};

/// The most characters that may be typed.
const MAX_LEN: usize = 40;

/// Argument: `name`, which is taken as it is typed. Answers its tokens, with
/// BOS on both sides.
///
/// # Errors
///
/// If the name is missing or too long, or `encode` refuses it.
///
/// ```
/// let mut desk = widgets::Desk::default();
/// let mut answer = |name: &str| {
///     desk.answer(&format!(r#"{{"ask":"token-chips","name":"{name}"}}"#))
/// };
/// assert_eq!(answer("ava"), "[26,0,21,0,26]");
/// assert_eq!(answer(""), "[26,26]");
/// assert_eq!(
///     answer("Ava"),
///     r#"{"refusal":"the character 'A' is not in the vocabulary"}"#
/// );
/// ```
pub fn answer(desk: &Desk, q: &Question) -> Result<Vec<usize>, Refusal> {
    let name = q.text("name")?;
    if name.chars().count() > MAX_LEN {
        return Err(Refusal::new("that is too long: remove some letters"));
    }
    desk.tokenizer().encode(name).map_err(Refusal::new)
}
