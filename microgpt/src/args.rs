//! The command line.

use std::ffi::OsString;
use std::fmt::Display;
use std::num::{IntErrorKind, ParseIntError};
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, value_parser};
use step_7_text::byte_pairs::BYTES;

use crate::hyperparameters::{
    TextChoices, learning_rate_of, text_learning_rate_of, warm_up_of,
};
use crate::notes::Notes;
use crate::{EngineName, Hyperparameters};

/// The model file that commands take when none is named.
pub const MODEL: &str = "model.safetensors";

/// The temperature that samples are drawn at when none is named.
pub const TEMPERATURE: f64 = conform::variation::TEMPERATURE;

const EXAMPLES: &str = "\
Examples:
  microgpt train                      learn from 1,000 of 32,033 names
  microgpt sample                     make up 20 more
  microgpt sample --prompt mar -n 5   five that begin with \"mar\"
  microgpt inspect --doc emma         what the model makes of one

  microgpt train towns.txt --out towns.safetensors
  microgpt sample towns.safetensors

  microgpt train --text novel.txt     learn from one running text
  microgpt sample --prompt Ahab       continue it

  microgpt conform -- ./my-port       is it microGPT?

`microgpt help <COMMAND>` tells all about a command.

Exit status: 0 if all went well, 1 after an error or if training was cut short
since nobody read its output, 2 if the command line made no sense, 130 if
training was stopped by Ctrl-C (and its state saved; 128 and the number of the
signal for others). `conform` has its own.";

/// Train a small GPT on any file of lines, and use it
///
/// microGPT learns what the documents of a file look like, one per line, and
/// makes up new ones. It is the model of the book "microGPT in Rust": a
/// transformer over characters, trained with Adam in 64-bit numbers. The same
/// data, flags and seed give the same model: to nine digits on every machine,
/// and with `--engine tape` or `matrix` to the last bit.
#[derive(Debug, Parser)]
#[command(name = "microgpt", version, after_help = EXAMPLES)]
pub struct CommandLine {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// The command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Train a model and save it
    ///
    /// Takes one document per step, in random order, and starts over when there
    /// are no more. Afterwards it makes up some documents to show what the
    /// model has learned.
    ///
    /// With --text the file is one running text. Each step then takes some
    /// windows of it, from anywhere, and afterwards the model writes a passage.
    /// What the model costs is told in bits per character, which can be
    /// compared whatever its tokens are.
    Train(TrainArgs),
    /// Make up documents with a model, or continue a running text
    ///
    /// Prints one per line. Every token is drawn in proportion to the
    /// probability that the model gives it, so another seed gives other
    /// documents. A model of a running text writes one passage.
    Sample(SampleArgs),
    /// Measure a model on what was held out of training
    ///
    /// The loss of a token is -ln of the probability that the model gave it, in
    /// nats; less is better. The mean per document is the mean over documents
    /// of the mean over each one's tokens: what training prints for one
    /// document. A uniform guess gives every token of the vocabulary the same
    /// probability.
    ///
    /// If the file is the one that the model was trained on, the documents are
    /// the first lines in the order of training that the run does not come to,
    /// or if it was told to hold out a share (--val), the first of that share.
    /// A line may repeat an earlier one, as some of the built-in names do. The
    /// output says how many equal a line that the run trains on; they are
    /// measured like all others. If the file has got more lines since, the
    /// documents are those. Of any other file, they are its lines, whether the
    /// model has seen them or not.
    ///
    /// A model of a running text is measured on windows that cover the end of
    /// the file it was trained on, which was held out, or the whole of another
    /// file, but for a last part that is shorter than a window. In each window
    /// it sees what comes before in that window. The result is in bits per
    /// character.
    Eval(EvalArgs),
    /// Show what is in a model, or what it makes of a document
    ///
    /// Without --doc: the hyperparameters, how far training has come, and every
    /// matrix of parameters by name, shape (rows × columns) and how its numbers
    /// are distributed.
    ///
    /// With --doc: what the model makes of this document, position by position:
    /// the probability of the token that comes next, its loss in nats, the
    /// tokens that the model holds most likely, and the attention that each
    /// head of each layer pays to the positions so far.
    Inspect(InspectArgs),
    /// Tell whether a port of microGPT computes what the original does
    ///
    /// Runs a command that prints losses and samples as microgpt.py does, or
    /// nearly so, and compares them with the reference run: seed 42, 1,000
    /// steps, 20 samples. If they differ, it says where, and looks for the
    /// reason among runs that have one thing changed.
    Conform(ConformArgs),
    /// List or run the changes that `conform` knows
    ///
    /// Each is the reference run with one thing changed, as ports change it.
    /// Without a name, it lists them. With one, it trains and prints what the
    /// original would print then.
    Variant(VariantArgs),
    /// Write the start of the reference run to files, for a port to read
    ///
    /// For ports whose random numbers are not Python's: initial weights, the
    /// order of the names, the random numbers that samples are drawn with, and
    /// losses with slopes to compare a gradient with. A port that reads them
    /// instead of drawing numbers can be compared with `conform`, digit by
    /// digit. README.txt, which is written beside them, says what is in each.
    Export(ExportArgs),
}

/// The heading of the flags of running text.
const TEXT: &str = "Running text";

const TRAIN_EXAMPLES: &str = "\
Examples:
  microgpt train
  microgpt train towns.txt --steps 5000 --n-embd 32 --out towns.safetensors
  microgpt train towns.txt --resume towns.safetensors
  microgpt train towns.txt --val 0.1 --json
  microgpt train --text novel.txt --vocab 1024 --out novel.safetensors

Training can be stopped with Ctrl-C: it finishes the step and saves the model.
A second Ctrl-C quits without saving. On Unix, SIGTERM does the same, and so
does a terminal that is closed, except under nohup on Linux.

A run that was stopped and resumed on the same machine gives the same model as
one that was not, bit for bit. So it can only be continued with the data, the
hyperparameters and the number of steps that it was started with: the learning
rate decays over all of them. A run that is finished can be continued with more
--steps. From there on it has the learning rate that a run of so many steps has,
but it is not the run that had them from the start.

On a terminal, a bar shows the loss of the last step and the mean of the last
100; elsewhere, every step gets a line. All losses are in nats.";

/// The arguments of `microgpt train`.
#[derive(Args, Debug)]
#[command(after_help = TRAIN_EXAMPLES)]
pub struct TrainArgs {
    /// Text (UTF-8) of one document per line, or - for standard input
    /// [default: 32,033 built-in names]
    pub file: Option<PathBuf>,
    /// How many threads compute on a running text; they change no number
    /// [default: as many as the system has, 4 at most]
    #[arg(long, value_name = "N", help_heading = TEXT,
        value_parser = |n: &str| whole(n, 1, 256_usize),
        allow_negative_numbers = true)]
    pub threads: Option<usize>,
    /// Where to save the model, in the place of one that is there [default:
    /// model.safetensors, or the model that is resumed]
    #[arg(long, value_name = "MODEL")]
    pub out: Option<PathBuf>,
    /// Continue the run in this model: one that was stopped, or with more
    /// --steps one that is finished
    #[arg(long, value_name = "MODEL")]
    pub resume: Option<PathBuf>,
    /// Save the model every so many seconds, too; 0 saves it after every step
    #[arg(long, value_name = "SECONDS", default_value_t = 60,
        value_parser = |n: &str| whole(n, 0, u64::MAX),
        allow_negative_numbers = true)]
    pub save_every: u64,
    /// Documents to make up at the end, at temperature 0.5, or passages of a
    /// running text [default: 20 documents, 1 passage]
    #[arg(long, value_name = "N",
        value_parser = |n: &str| whole(n, 0, u32::MAX),
        allow_negative_numbers = true)]
    pub samples: Option<u32>,
    /// Print no losses and no notes: only samples, one per line, and errors
    #[arg(short, long)]
    pub quiet: bool,
    /// Print JSON, an object per line, with all digits of every loss
    #[arg(long)]
    pub json: bool,
    /// The hyperparameters.
    #[command(flatten)]
    pub chosen: Chosen,
}

impl TrainArgs {
    /// What tells the user beside the output.
    pub fn notes(&self) -> Notes {
        Notes { quiet: self.quiet }
    }
}

/// The hyperparameters that the command line names.
///
/// A choice that is not named is not the default yet: on resuming, it is what
/// the run was started with.
#[derive(Args, Clone, Copy, Debug, Default)]
#[command(next_help_heading = "Hyperparameters")]
pub struct Chosen {
    /// Steps to train for, each on one document [default: 1000]
    #[arg(long, value_name = "N",
        value_parser = |n: &str| whole(n, 1, u32::MAX),
        allow_negative_numbers = true)]
    pub steps: Option<u32>,
    /// Where the stream of random numbers starts [default: 42]
    #[arg(long, value_name = "N",
        value_parser = |n: &str| whole(n, 0, u32::MAX),
        allow_negative_numbers = true)]
    pub seed: Option<u32>,
    /// Step size of Adam, above 0; it decays towards 0 [default: 0.01, and
    /// less if --n-embd is above 16]
    #[arg(long, value_name = "X", value_parser = positive,
        allow_negative_numbers = true)]
    pub learning_rate: Option<f64>,
    /// Numbers per embedding [default: 16]
    #[arg(long, value_name = "N",
        value_parser = |n: &str| whole(n, 1, usize::MAX),
        allow_negative_numbers = true)]
    pub n_embd: Option<usize>,
    /// Attention heads per layer; must divide --n-embd [default: 4]
    #[arg(long, value_name = "N",
        value_parser = |n: &str| whole(n, 1, usize::MAX),
        allow_negative_numbers = true)]
    pub n_head: Option<usize>,
    /// Layers [default: 1]
    #[arg(long, value_name = "N",
        value_parser = |n: &str| whole(n, 1, usize::MAX),
        allow_negative_numbers = true)]
    pub n_layer: Option<usize>,
    /// Characters of a document that the model can see; longer documents are
    /// cut off [default: 16]
    #[arg(long, value_name = "N",
        value_parser = |n: &str| whole(n, 1, usize::MAX),
        allow_negative_numbers = true)]
    pub block_size: Option<usize>,
    /// What computes [default: simd]
    #[arg(long, value_name = "ENGINE", value_enum)]
    pub engine: Option<EngineName>,
    /// Share of the documents to hold out, below 1: the loss on them is shown
    /// ten times, and training never takes them [default: 0]
    #[arg(long, value_name = "X", value_parser = share,
        allow_negative_numbers = true)]
    pub val: Option<f64>,
    /// Take the file as one running text, and hold out its end [defaults:
    /// --steps 2000 --n-embd 128 --n-layer 4 --block-size 64 --val 0.05
    /// --engine simd-f32 and a learning rate by the width, 0.003 for 128]
    #[arg(long, requires = "file", help_heading = TEXT)]
    pub text: bool,
    /// The tokens of a running text: its characters (chars), or so many bytes
    /// and pairs of tokens, 256 at least [default: chars]
    #[arg(long, value_name = "chars|N", value_parser = vocab,
        help_heading = TEXT, allow_negative_numbers = true)]
    pub vocab: Option<Vocab>,
    /// Windows in a step [default: 12]
    #[arg(long, value_name = "N", help_heading = TEXT,
        value_parser = |n: &str| whole(n, 1, usize::MAX),
        allow_negative_numbers = true)]
    pub batch: Option<usize>,
    /// Steps in which the learning rate rises [default: a tenth of all, 100 at
    /// most]
    #[arg(long, value_name = "N", help_heading = TEXT,
        value_parser = |n: &str| whole(n, 0, u32::MAX),
        allow_negative_numbers = true)]
    pub warmup: Option<u32>,
}

/// The tokens of a running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocab {
    /// Its characters.
    Chars,
    /// At most so many byte pairs, the bytes among them.
    BytePairs(usize),
}

impl Vocab {
    /// As the model file has it.
    fn size(self) -> Option<usize> {
        match self {
            Vocab::Chars => None,
            Vocab::BytePairs(size) => Some(size),
        }
    }
}

impl Chosen {
    /// The choices that are named, and the defaults of the others.
    pub fn or_default(&self) -> Hyperparameters {
        let (default, rate_of): (_, fn(usize) -> f64) = if self.text {
            (Hyperparameters::of_text(), text_learning_rate_of)
        } else {
            (Hyperparameters::default(), learning_rate_of)
        };
        let n_embd = self.n_embd.unwrap_or(default.n_embd);
        let num_steps = self.steps.unwrap_or(default.num_steps);
        let text = default.text.map(|text| TextChoices {
            vocab: self.vocab.map_or(text.vocab, Vocab::size),
            batch: self.batch.unwrap_or(text.batch),
            warm_up: self.warmup.unwrap_or_else(|| warm_up_of(num_steps)),
        });
        Hyperparameters {
            num_steps,
            seed: self.seed.unwrap_or(default.seed),
            learning_rate: self
                .learning_rate
                .unwrap_or_else(|| rate_of(n_embd)),
            block_size: self.block_size.unwrap_or(default.block_size),
            n_embd,
            n_head: self.n_head.unwrap_or(default.n_head),
            n_layer: self.n_layer.unwrap_or(default.n_layer),
            engine: self.engine.unwrap_or(default.engine),
            val: self.val.unwrap_or(default.val),
            text,
        }
    }

    /// The first flag that only a run on a running text has.
    pub fn of_text(&self) -> Option<&'static str> {
        let named = [
            ("--vocab", self.vocab.is_some()),
            ("--batch", self.batch.is_some()),
            ("--warmup", self.warmup.is_some()),
        ];
        named.into_iter().find(|(_, is)| *is).map(|(flag, _)| flag)
    }

    /// The first flag that asks for something else than the run has: its name,
    /// what it asks for, and what the run has.
    pub fn contradiction(
        &self,
        run: &Hyperparameters,
    ) -> Option<(&'static str, String, String)> {
        let flag = |name, asked: Option<String>, has: String| {
            let asked = asked?;
            (asked != has).then_some((name, asked, has))
        };
        let size = |name, asked: Option<usize>, has: usize| {
            flag(name, asked.map(|n| n.to_string()), has.to_string())
        };
        let number = |name, asked: Option<u32>, has: u32| {
            flag(name, asked.map(|n| n.to_string()), has.to_string())
        };
        let rate = |rate: f64| format!("{rate:?}");
        number("--steps", self.steps, run.num_steps)
            .or_else(|| number("--seed", self.seed, run.seed))
            .or_else(|| {
                let asked = self.learning_rate.map(rate);
                flag("--learning-rate", asked, rate(run.learning_rate))
            })
            .or_else(|| size("--n-embd", self.n_embd, run.n_embd))
            .or_else(|| size("--n-head", self.n_head, run.n_head))
            .or_else(|| size("--n-layer", self.n_layer, run.n_layer))
            .or_else(|| size("--block-size", self.block_size, run.block_size))
            .or_else(|| {
                let asked = self.engine.map(|engine| engine.to_string());
                flag("--engine", asked, run.engine.to_string())
            })
            .or_else(|| flag("--val", self.val.map(rate), rate(run.val)))
            .or_else(|| {
                let text = run.text?;
                let vocab = |size: Option<usize>| {
                    size.map_or("chars".to_owned(), |size| size.to_string())
                };
                let asked = self.vocab.map(|asked| vocab(asked.size()));
                flag("--vocab", asked, vocab(text.vocab))
                    .or_else(|| size("--batch", self.batch, text.batch))
                    .or_else(|| number("--warmup", self.warmup, text.warm_up))
            })
    }
}

/// The arguments of `microgpt sample`.
#[derive(Args, Debug)]
pub struct SampleArgs {
    /// The model
    #[arg(default_value = MODEL)]
    pub model: PathBuf,
    /// How many characters to write, if it is a model of a running text
    /// [default: 500]
    #[arg(long, value_name = "N",
        value_parser = |n: &str| whole(n, 0, u32::MAX),
        allow_negative_numbers = true)]
    pub chars: Option<u32>,
    /// Documents to make up [default: 20, or 1 at temperature 0]
    #[arg(short = 'n', long, value_name = "N",
        value_parser = |n: &str| whole(n, 0, u32::MAX),
        allow_negative_numbers = true)]
    pub count: Option<u32>,
    /// How bold to be: below 1 the likely becomes likelier, above 1 everything
    /// becomes more even; 0 takes the likeliest token each time
    #[arg(long, value_name = "X", default_value_t = TEMPERATURE,
        value_parser = not_negative, allow_negative_numbers = true)]
    pub temperature: f64,
    /// Draw each token from the N likeliest only [default: from all]
    #[arg(long, value_name = "N",
        value_parser = |n: &str| whole(n, 1, usize::MAX),
        allow_negative_numbers = true)]
    pub top_k: Option<usize>,
    /// Print JSON, an object per line
    #[arg(long)]
    pub json: bool,
    /// Where the stream of random numbers starts
    #[arg(long, value_name = "N", default_value_t = 42,
        value_parser = |n: &str| whole(n, 0, u32::MAX),
        allow_negative_numbers = true)]
    pub seed: u32,
    /// How every document begins, or what is to be continued
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub prompt: String,
}

/// The arguments of `microgpt eval`.
#[derive(Args, Debug)]
pub struct EvalArgs {
    /// The model
    #[arg(default_value = MODEL)]
    pub model: PathBuf,
    /// Text (UTF-8) of one document per line, or running text for a model of
    /// one, or - for standard input [default: the built-in names]
    pub file: Option<PathBuf>,
    /// Documents to measure on, at most [default: 500 of the file that the
    /// model was trained on, all of any other]
    #[arg(short = 'n', long, value_name = "N",
        value_parser = |n: &str| whole(n, 1, usize::MAX),
        allow_negative_numbers = true)]
    pub count: Option<usize>,
    /// Print JSON: one object, with all digits of every loss
    #[arg(long)]
    pub json: bool,
}

/// The arguments of `microgpt inspect`.
#[derive(Args, Debug)]
pub struct InspectArgs {
    /// The model
    #[arg(default_value = MODEL)]
    pub model: PathBuf,
    /// The document or the text to look at
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub doc: Option<String>,
}

const CONFORM_EXAMPLES: &str = "\
Examples:
  microgpt conform -- python3 microgpt.py
  microgpt conform -- ./my-port --fast
  microgpt conform --file losses.txt
  ./my-port | microgpt conform --file -
  microgpt conform -- microgpt variant beta2

It reads lines such as \"step    1 / 1000 | loss 3.3660\" and
\"sample  1: kamon\", from stdout and stderr. Other words and signs around the
numbers do no harm, and not every step has to be printed. Ctrl-C stops the port
and compares what it has printed so far.

Exit status: 0 if the port conforms, 1 if it differs, 2 if it could not be
compared, 130 if it was stopped by Ctrl-C.";

/// The arguments of `microgpt conform`.
#[derive(Args, Debug)]
#[command(after_help = CONFORM_EXAMPLES)]
pub struct ConformArgs {
    /// The command that runs the port, and its arguments
    #[arg(
        last = true,
        required_unless_present = "file",
        conflicts_with = "file"
    )]
    pub command: Vec<OsString>,
    /// Read what a port printed, from a file or (-) from stdin
    #[arg(long, value_name = "LOG")]
    pub file: Option<PathBuf>,
    /// The step of the book that is ported, 0 to 5 [default: the one whose
    /// first losses are nearest; Step 5 is microGPT itself]
    #[arg(long, value_name = "N",
        value_parser = value_parser!(u8).range(0..=5))]
    pub step: Option<u8>,
}

/// The arguments of `microgpt variant`.
#[derive(Args, Debug)]
pub struct VariantArgs {
    /// The variant to run [default: list them]
    pub name: Option<String>,
}

/// The folder that `microgpt export` writes to when none is named.
pub const EXPORT: &str = "reference-run";

/// The arguments of `microgpt export`.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// Where to write, a folder that is made if it is not there
    #[arg(default_value = EXPORT)]
    pub folder: PathBuf,
    /// Write over files that are there already
    #[arg(long)]
    pub overwrite: bool,
}

/// A whole number, in words that need no knowledge of its type.
fn whole<N>(text: &str, least: N, most: N) -> Result<N, String>
where
    N: Copy + Display + FromStr<Err = ParseIntError> + PartialOrd,
{
    match text.parse() {
        Ok(number) if number >= least => Ok(number),
        Err(error) if *error.kind() == IntErrorKind::PosOverflow => {
            Err(format!("it must be a whole number, {most} at most"))
        }
        _ => Err(format!("it must be a whole number, {least} or more")),
    }
}

fn vocab(text: &str) -> Result<Vocab, String> {
    if text == "chars" {
        return Ok(Vocab::Chars);
    }
    whole(text, BYTES, 65_536)
        .map(Vocab::BytePairs)
        .map_err(|error| {
            format!("it must be chars, or {}", &error["it must be ".len()..])
        })
}

fn positive(text: &str) -> Result<f64, String> {
    number(text, "above 0", |number| number > 0.0)
}

fn not_negative(text: &str) -> Result<f64, String> {
    number(text, "of 0 or more", |number| number >= 0.0)
}

fn share(text: &str) -> Result<f64, String> {
    number(text, "from 0 to below 1", |it| (0.0..1.0).contains(&it))
}

/// A number, in words that say which are in place.
fn number(
    text: &str,
    which: &str,
    fits: impl Fn(f64) -> bool,
) -> Result<f64, String> {
    match text.parse::<f64>() {
        // No sign before a zero.
        Ok(number) if number.is_finite() && fits(number) => Ok(number + 0.0),
        Ok(f64::INFINITY) => Err("it must be finite".to_string()),
        _ => Err(format!("it must be a number {which}")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn the_help_tells_the_true_defaults() {
        let mut command = CommandLine::command();
        let train = command.find_subcommand_mut("train").expect("a subcommand");
        let help = |id| {
            let arg = train.get_arguments().find(|arg| arg.get_id() == id);
            let help = arg.expect("an argument").get_help();
            help.expect("a help text").to_string()
        };
        let default = Hyperparameters::default();
        for (id, value) in [
            ("steps", default.num_steps.to_string()),
            ("seed", default.seed.to_string()),
            ("n_embd", default.n_embd.to_string()),
            ("n_head", default.n_head.to_string()),
            ("n_layer", default.n_layer.to_string()),
            ("block_size", default.block_size.to_string()),
        ] {
            let end = format!("[default: {value}]");
            assert!(help(id).ends_with(&end), "{id}: {end}");
        }
        let novel = Hyperparameters::of_text();
        let choices = novel.text.expect("choices");
        assert_eq!(
            help("batch"),
            format!("Windows in a step [default: {}]", choices.batch)
        );
        assert!(
            help("text").contains(&format!(
                "--steps {} --n-embd {} --n-layer {} --block-size {} --val {} \
             --engine {} and a learning rate by the width, {} for {}]",
                novel.num_steps,
                novel.n_embd,
                novel.n_layer,
                novel.block_size,
                novel.val,
                novel.engine,
                novel.learning_rate,
                novel.n_embd
            )),
            "{}",
            help("text")
        );
        assert_eq!((novel.n_head, novel.seed), (default.n_head, default.seed));

        let (rate, width) = (default.learning_rate, default.n_embd);
        let end =
            format!("[default: {rate}, and less if --n-embd is above {width}]");
        assert!(help("learning_rate").ends_with(&end), "{end}");
        assert_eq!(learning_rate_of(width), rate);
        assert!(learning_rate_of(width + 1) < rate);
    }

    #[test]
    fn numbers_that_do_not_fit_are_told_what_does() {
        let from_one = |text| whole(text, 1, u32::MAX);
        assert_eq!(from_one("1"), Ok(1));
        assert_eq!(from_one("4294967295"), Ok(u32::MAX));
        for text in ["0", "-5", "-99999999999", "x", "1.5", ""] {
            let error = "it must be a whole number, 1 or more".to_string();
            assert_eq!(from_one(text), Err(error), "{text}");
        }
        let error = "it must be a whole number, 4294967295 at most".to_string();
        assert_eq!(from_one("4294967296"), Err(error));

        assert_eq!(positive("1e-300"), Ok(1e-300));
        for text in ["0", "-1", "nan", "-inf", "fast", ""] {
            let error = "it must be a number above 0".to_string();
            assert_eq!(positive(text), Err(error), "{text}");
        }
        assert_eq!(positive("inf"), Err("it must be finite".to_string()));
        assert_eq!(positive("1e999"), Err("it must be finite".to_string()));
    }

    #[test]
    fn what_is_named_again_is_no_contradiction() {
        let run = Hyperparameters::default();
        let mut chosen = Chosen {
            steps: Some(1000),
            learning_rate: Some(0.01),
            ..Chosen::default()
        };
        assert_eq!(chosen.contradiction(&run), None);
        chosen.n_head = Some(2);
        let (flag, asked, has) =
            chosen.contradiction(&run).expect("a contradiction");
        assert_eq!((flag, &*asked, &*has), ("--n-head", "2", "4"));
    }
}
