//! Running text that the model continues.

use std::io::{self, IsTerminal, Write};

use portable::PythonRandom;
use step_4_transformer::Gpt;
use step_7_text::Writer;

use super::{Sampling, encoded, too_large};
use crate::json::{Passage, write_line};
use crate::{Error, Tokens};
use conform::words::printable;

/// How many characters are written if nobody says.
pub const CHARS: u32 = 500;

/// The most bytes of a character.
const MOST_BYTES: usize = 4;

/// A text and what a model writes behind it. Behind no text, it writes what may
/// follow a line's end.
///
/// # Errors
///
/// If the text has a character without a token, or the model's numbers are too
/// large for probabilities to come of them.
///
/// ```
/// use microgpt::Tokens;
/// use microgpt::sample::{Sampling, passage};
/// use portable::PythonRandom;
/// use step_4_transformer::{Config, Gpt};
/// use step_7_text::Characters;
///
/// let tokens = Tokens::Characters(Characters::of("whale"));
/// let config = Config::of_the_guide(5);
/// let params = vec![0.0; config.num_params()];
/// let model = Gpt::new(config, &params);
/// let (sampling, mut rng) = (Sampling::default(), PythonRandom::new(42));
/// let text = passage(&model, &tokens, "we", 60, sampling, &mut rng)?;
/// assert!(text.starts_with("we") && text.len() == 62);
/// # Ok::<(), microgpt::Error>(())
/// ```
pub fn passage(
    model: &Gpt<f64>,
    tokens: &Tokens,
    prompt: &str,
    chars: u32,
    sampling: Sampling,
    rng: &mut PythonRandom,
) -> Result<String, Error> {
    let read = if prompt.is_empty() {
        // A text without a line's end has some first character.
        tokens.encode("\n").unwrap_or_else(|_| vec![0])
    } else {
        encoded(prompt, tokens)?
    };
    let mut writer = Writer::new(model, &read);
    let (most, mut num_chars) = (chars as usize, 0);
    let mut written = Vec::new();
    // Bytes that are no characters may come, but not without end.
    while num_chars < most && written.len() < MOST_BYTES * most {
        let probs = sampling.probs(writer.logits());
        if !probs.iter().all(|p| p.is_finite()) {
            return Err(too_large());
        }
        let token = rng.choose_weighted(&probs);
        writer.read(token);
        num_chars += tokens.num_chars(token);
        written.push(token);
    }
    let written = tokens.decode(&written);
    Ok(prompt.chars().chain(written.chars().take(most)).collect())
}

/// Prints a passage, for a terminal as [`printable`] has its lines.
///
/// # Errors
///
/// If it cannot be written.
pub fn print_passage(
    text: &str,
    json: bool,
    out: &mut impl Write,
) -> Result<(), Error> {
    if json {
        return Ok(write_line(&Passage { text }, out)?);
    }
    for line in text.split('\n') {
        if io::stdout().is_terminal() {
            writeln!(out, "{}", printable(line))?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
