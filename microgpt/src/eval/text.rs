//! How good a model is on a running text.

use std::io::Write;

use portable::math;
use serde::Serialize;
use step_7_text::bits_per_character;

use super::finite;
use crate::args::EvalArgs;
use crate::data::Relation;
use crate::json::write_line;
use crate::text::{bits, split};
use crate::{Checkpoint, Data, Error};
use conform::words::{count, grouped};

/// `microgpt eval`, of a model of a running text.
pub(super) fn run(
    args: &EvalArgs,
    checkpoint: &Checkpoint,
    out: &mut impl Write,
) -> Result<(), Error> {
    if args.count.is_some() {
        return Err(Error::new(
            "--count is of documents, and this model is of a running text",
            "leave it out",
        ));
    }
    let Some(file) = &args.file else {
        return Err(Error::new(
            format!("{} is a model of a running text", args.model.display()),
            "name a text to measure on: microgpt eval MODEL FILE",
        ));
    };
    let data = Data::read_text(file)?;
    let (text, which) = part(checkpoint, &data)?;
    let stream = checkpoint.tokens.encode(text).map_err(|error| {
        let line = data.text.lines().position(|it| it.contains(error.char));
        let line = line.map_or(0, |index| index + 1);
        Error::new(
            format!("{}, line {line}: {error}", data.name()),
            "replace the character, or train with --vocab 1024, whose tokens \
             are bytes",
        )
    })?;
    let config = checkpoint.config();
    if stream.len() <= config.block_size {
        return Err(Error::new(
            format!(
                "{}: {which} has {}, and a window takes {}",
                data.name(),
                count(stream.len(), "token"),
                count(config.block_size + 1, "token")
            ),
            "name a longer text",
        ));
    }
    let chars = text.chars().count();
    let mut engine = checkpoint.text_engine()?;
    let (per_token, per_char) = bits(&mut *engine, &stream, chars);
    let per_token = finite(per_token)?;
    let uniform = math::ln(config.vocab_size as f64);
    let report = Report {
        which: &which,
        characters: chars,
        tokens: stream.len(),
        per_token,
        bits_per_character: per_char,
        uniform_guess: bits_per_character(uniform, stream.len(), chars),
    };
    if args.json {
        return Ok(write_line(&report, out)?);
    }
    writeln!(out, "model       {}", args.model.display())?;
    writeln!(out, "characters  {} ({which})", grouped(chars))?;
    writeln!(out, "tokens      {}\n", grouped(stream.len()))?;
    writeln!(out, "bits per character  model  uniform guess")?;
    let uniform = report.uniform_guess;
    writeln!(out, "mean                {per_char:5.3}  {uniform:13.3}")?;
    Ok(())
}

/// What is measured, for programs; the loss per token in nats.
#[derive(Serialize)]
struct Report<'t> {
    which: &'t str,
    characters: usize,
    tokens: usize,
    per_token: f64,
    bits_per_character: f64,
    uniform_guess: f64,
}

/// The part of a text that a model is measured on, and what it is.
fn part<'d>(
    checkpoint: &Checkpoint,
    data: &'d Data,
) -> Result<(&'d str, String), Error> {
    let name = data.name();
    if data.relation(&checkpoint.data) != Relation::Same {
        return Ok((&data.text, format!("the whole of {name}")));
    }
    let (_, held_out) = split(&data.text, &checkpoint.hyperparameters);
    if held_out.is_empty() {
        return Err(Error::new(
            format!(
                "nothing is held out: the model learned from all of {name}"
            ),
            "name a text that it has not seen",
        ));
    }
    Ok((held_out, format!("held out: the end of {name}")))
}
