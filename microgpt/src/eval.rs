//! How good a model is on what was held out of its training.

mod text;

use std::collections::HashSet;
use std::io::Write;

use names::UnknownChar;
use portable::{PythonRandom, math};
use serde::Serialize;
use step_4_transformer::Gpt;

use crate::args::EvalArgs;
use crate::data::Relation;
use crate::json::write_line;
use crate::{Checkpoint, Data, Documents, Error, Tokens};
use conform::words::{count, grouped};

/// On how many of the documents that are held out a model is measured, if
/// nobody says.
pub const NUM_HELD_OUT: usize = 500;

/// The loss of a model on some documents, in nats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// How many tokens were predicted.
    pub tokens: usize,
    /// The mean over all of them.
    pub per_token: f64,
    /// The mean over the documents of the mean over their tokens.
    pub per_document: f64,
}

/// The loss of a model on documents, each with BOS on both sides.
///
/// ```
/// use microgpt::eval::mean_loss;
/// use step_4_transformer::{Config, Gpt};
///
/// // A model that knows nothing makes a uniform guess.
/// let config = Config::of_the_guide(27);
/// let params = vec![0.0; config.num_params()];
/// let docs = [vec![26, 0, 21, 0, 26], vec![26, 0, 13, 13, 26]];
/// let loss = mean_loss(&Gpt::new(config, &params), &docs);
/// assert_eq!(loss.tokens, 8);
/// assert!((loss.per_token - portable::math::ln(27.0)).abs() < 1e-12);
/// assert!((loss.per_document - portable::math::ln(27.0)).abs() < 1e-12);
/// ```
pub fn mean_loss<D: AsRef<[usize]>>(
    model: &Gpt<f64>,
    docs: impl IntoIterator<Item = D>,
) -> Loss {
    let (mut num_docs, mut tokens) = (0, 0);
    let (mut of_tokens, mut of_docs) = (0.0, 0.0);
    for doc in docs {
        let doc = doc.as_ref();
        let pairs = (doc.len() - 1).min(model.config.block_size);
        let loss = model.loss(doc);
        num_docs += 1;
        tokens += pairs;
        of_tokens += loss * pairs as f64;
        of_docs += loss;
    }
    Loss {
        tokens,
        per_token: of_tokens / tokens as f64,
        per_document: of_docs / f64::from(num_docs),
    }
}

/// The loss of a model, if it is a number.
///
/// # Errors
///
/// If the model's numbers are too large for it to be one.
pub fn finite(loss: f64) -> Result<f64, Error> {
    if loss.is_finite() {
        return Ok(loss);
    }
    Err(Error::new(
        format!("the model's numbers are too large: its loss is {loss}"),
        "train again with a lower --learning-rate",
    ))
}

/// `microgpt eval`
///
/// # Errors
///
/// If there is no such model or file, or no document to measure on, or the
/// loss is not finite.
pub fn run(args: &EvalArgs, out: &mut impl Write) -> Result<(), Error> {
    let checkpoint = Checkpoint::read(&args.model).map_err(|error| {
        // Documents, where the model should be?
        if args.model.is_file() && Data::read(Some(&args.model)).is_ok() {
            return error.remedied_by(
                "the model comes first; usage: microgpt eval MODEL FILE",
            );
        }
        error
    })?;
    let Tokens::Documents(tokenizer) = &checkpoint.tokens else {
        return text::run(args, &checkpoint, out);
    };
    let data = Data::read(args.file.as_deref())?;
    let Held {
        docs,
        which,
        repeats,
    } = match data.relation(&checkpoint.data) {
        Relation::Same => {
            held_out(&checkpoint, &data, args.count.unwrap_or(NUM_HELD_OUT))?
        }
        Relation::Grown => {
            added(&checkpoint, &data, args.count.unwrap_or(usize::MAX))
        }
        Relation::Other if args.file.is_some() => {
            lines(&data, args.count.unwrap_or(usize::MAX))
        }
        Relation::Other => {
            return Err(Error::new(
                format!(
                    "{} was not trained on the built-in names",
                    args.model.display()
                ),
                "name the file that it was trained on, or another: \
                 microgpt eval MODEL FILE",
            ));
        }
    };

    for doc in docs.iter() {
        tokenizer
            .encode(doc)
            .map_err(|it| unknown(it, doc, &data))?;
    }
    // Made again one by one: together they may be too many.
    let tokens = docs.iter().filter_map(|doc| tokenizer.encode(doc).ok());
    let loss = mean_loss(&checkpoint.model(), tokens);
    let uniform = math::ln(tokenizer.vocab_size() as f64);
    let per_token = finite(loss.per_token)?;
    let per_document = finite(loss.per_document)?;
    let block_size = checkpoint.config().block_size;
    let is_cut = |doc: &&str| doc.chars().count() + 1 > block_size;
    let cut = docs.iter().filter(is_cut).count();
    if args.json {
        let report = Report {
            documents: docs.len(),
            which: &which,
            repeats,
            cut_off: cut,
            tokens: loss.tokens,
            per_token,
            per_document,
            uniform_guess: uniform,
        };
        return Ok(write_line(&report, out)?);
    }
    writeln!(out, "model      {}", args.model.display())?;
    writeln!(out, "documents  {} ({which})", grouped(docs.len()))?;
    if repeats > 0 {
        let repeats = grouped(repeats);
        writeln!(out, "repeats    {repeats} equal to a line trained on")?;
    }
    if cut > 0 {
        let tokens = count(block_size, "token");
        writeln!(out, "cut off    {} after {tokens}", grouped(cut))?;
    }
    writeln!(out, "tokens     {}\n", grouped(loss.tokens))?;
    writeln!(out, "loss in nats       model  uniform guess")?;
    writeln!(out, "mean per token     {per_token:5.3}  {uniform:13.3}")?;
    writeln!(out, "mean per document  {per_document:5.3}  {uniform:13.3}")?;
    Ok(())
}

/// What is measured, for programs; the losses in nats.
#[derive(Serialize)]
struct Report<'t> {
    documents: usize,
    which: &'t str,
    repeats: usize,
    cut_off: usize,
    tokens: usize,
    per_token: f64,
    per_document: f64,
    uniform_guess: f64,
}

/// The documents to measure on.
struct Held<'d> {
    docs: Documents<'d>,
    /// Their name.
    which: String,
    /// How many of them are known to be in what the model was trained on.
    repeats: usize,
}

/// Lines of the training data that the run does not come to. What they say may
/// be what a line says that it does come to.
fn held_out<'d>(
    checkpoint: &Checkpoint,
    data: &'d Data,
    most: usize,
) -> Result<Held<'d>, Error> {
    let docs = in_order(checkpoint, data.docs());
    let steps = num_used(checkpoint, docs.len());
    let count_held = docs.len().saturating_sub(steps).min(most);
    if count_held == 0 {
        return Err(Error::new(
            format!(
                "nothing is held out: a run of {} takes every line of {} ({})",
                count(checkpoint.hyperparameters.num_steps as usize, "step"),
                data.name(),
                count(docs.len(), "document")
            ),
            "name a file of documents that it has not seen",
        ));
    }
    let (first, last) = (grouped(steps + 1), grouped(steps + count_held));
    let lines = match count_held {
        1 => format!("line {first}"),
        _ => format!("lines {first} to {last}"),
    };
    let held = docs.clone().part(steps..steps + count_held);
    Ok(Held {
        repeats: repeats(&held, docs.iter().take(steps)),
        which: format!("held out: {lines} in the order of training"),
        docs: held,
    })
}

/// The documents that a model learned from, in the order of training.
fn in_order<'d>(
    checkpoint: &Checkpoint,
    mut docs: Documents<'d>,
) -> Documents<'d> {
    docs.shuffle(&mut PythonRandom::new(checkpoint.hyperparameters.seed));
    docs
}

/// After how many documents, in the order of training, the first comes that the
/// run does not take: all those come after that are held out of it.
fn num_used(checkpoint: &Checkpoint, num_docs: usize) -> usize {
    let run = checkpoint.hyperparameters;
    match run.num_held_out(num_docs) {
        0 => run.num_steps as usize,
        held_out => num_docs - held_out.min(num_docs),
    }
}

/// How many documents equal one that the run trains on.
fn repeats<'d>(held: &Documents, used: impl Iterator<Item = &'d str>) -> usize {
    let held_once: HashSet<&str> = held.iter().collect();
    let used: HashSet<&str> =
        used.filter(|it| held_once.contains(it)).collect();
    held.iter().filter(|doc| used.contains(doc)).count()
}

/// The lines of another file.
fn lines(data: &Data, most: usize) -> Held<'_> {
    let docs = data.docs();
    Held {
        docs: docs.part(0..most),
        which: format!("the lines of {}", data.name()),
        repeats: 0,
    }
}

/// The lines that the training data have more than when the run began: it has
/// seen none of them, though what they say may be what an earlier one says.
fn added<'d>(checkpoint: &Checkpoint, data: &'d Data, most: usize) -> Held<'d> {
    let old = checkpoint.data.documents;
    let before = in_order(checkpoint, data.docs().part(0..old));
    let used = before.iter().take(num_used(checkpoint, old));
    let docs = data.docs().part(old..old.saturating_add(most));
    Held {
        repeats: repeats(&docs, used),
        which: format!(
            "added to {} since the run began, after {}",
            data.name(),
            count(old, "document")
        ),
        docs,
    }
}

/// A document has a character that the model does not know.
fn unknown(error: UnknownChar, doc: &str, data: &Data) -> Error {
    let line = data.text.lines().position(|line| line.trim() == doc);
    let line = line.map_or(0, |index| index + 1);
    Error::new(
        format!("{}, line {line}: {error}", data.name()),
        "remove the line, or train on data that have the character",
    )
}
