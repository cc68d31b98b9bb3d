//! The arguments that the widgets of this step share: a model, and a name to
//! read.

use std::borrow::Cow;

use step_4_transformer::Gpt;

use crate::step_4::trace::{Position, trace};
use crate::{Desk, Question, Refusal};

/// The parameters of the model that an argument names: `untrained`, `step-4`
/// or `step-5`.
///
/// # Errors
///
/// If there is no such model.
pub fn model<'d>(
    desk: &'d Desk,
    q: &Question,
    name: &str,
) -> Result<Cow<'d, [f64]>, Refusal> {
    match q.text(name)? {
        "untrained" => {
            let num_params = desk.config().num_params();
            Ok(Cow::Owned(desk.start().parameters(num_params)))
        }
        "step-4" => Ok(Cow::Borrowed(&desk.transformer().model)),
        "step-5" => Ok(Cow::Borrowed(&desk.adam().model)),
        _ => Err(Refusal::new(
            "there are three models: untrained, step-4 and step-5",
        )),
    }
}

/// The tokens that a model reads of the argument `word`: BOS and its letters.
///
/// # Errors
///
/// If the word cannot be read.
pub fn tokens(desk: &Desk, q: &Question) -> Result<Vec<usize>, Refusal> {
    let mut tokens = q.word("word", desk.tokenizer())?;
    tokens.pop(); // Nothing comes after the last BOS.
    Ok(tokens)
}

/// The passes of a model with these parameters over some tokens.
pub fn passes(desk: &Desk, params: &[f64], tokens: &[usize]) -> Vec<Position> {
    trace(&Gpt::new(desk.config(), params), tokens)
}
