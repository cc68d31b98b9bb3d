//! Inference: documents that the model makes up, or text that it continues.

mod text;

use std::io::{self, IsTerminal, Write};

use exercises::step_5::top_k::top_k;
use names::Tokenizer;
use portable::PythonRandom;
use step_0_counting::sample;
use step_1_gradient_descent::at_temperature;
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Gpt};

use crate::args::{SampleArgs, TEMPERATURE};
use crate::json::{Document, write_line};
pub use text::{CHARS, passage, print_passage};

use crate::{Checkpoint, Error, Tokens};
use conform::words::{count, printable};

/// `microgpt sample`
///
/// A program gets the documents as they are, a terminal as [`printable`] has
/// them.
///
/// # Errors
///
/// If there is no such model, or the prompt is none for it.
pub fn run(args: &SampleArgs, out: &mut impl Write) -> Result<(), Error> {
    let checkpoint = Checkpoint::read(&args.model)?;
    let model = checkpoint.model();
    let mut rng = PythonRandom::new(args.seed);
    let sampling = Sampling {
        temperature: args.temperature,
        top_k: args.top_k.unwrap_or(usize::MAX),
    };
    let Tokens::Documents(tokenizer) = &checkpoint.tokens else {
        if args.count.is_some() {
            return Err(Error::new(
                "--count is of documents, and this model is of a running text",
                "leave it out; to say how much it shall write: --chars",
            ));
        }
        let (prompt, chars) = (&args.prompt, args.chars.unwrap_or(CHARS));
        let tokens = &checkpoint.tokens;
        let passage =
            passage(&model, tokens, prompt, chars, sampling, &mut rng)?;
        return print_passage(&passage, args.json, out);
    };
    if args.chars.is_some() {
        return Err(Error::new(
            "--chars is of running text, and this model is of documents",
            "leave it out; to say how many it shall make up: --count",
        ));
    }
    let prompt = prompt_tokens(&args.prompt, &checkpoint.tokens, &model)?;
    let terminal = io::stdout().is_terminal();
    let usual = if sampling.temperature == 0.0 { 1 } else { 20 };
    for _ in 0..args.count.unwrap_or(usual) {
        let doc = document(&model, tokenizer, &prompt, sampling, &mut rng)?;
        if args.json {
            write_line(&Document { document: &doc }, out)?;
        } else {
            let doc = if terminal { printable(&doc) } else { doc };
            writeln!(out, "{doc}")?;
        }
    }
    Ok(())
}

/// The way from logits to a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// The divisor of the logits; 0 takes the likeliest token.
    pub temperature: f64,
    /// From how many of the likeliest tokens one is drawn.
    pub top_k: usize,
}

/// As the programs of the book sample.
impl Default for Sampling {
    fn default() -> Self {
        Sampling {
            temperature: TEMPERATURE,
            top_k: usize::MAX,
        }
    }
}

impl Sampling {
    /// The probabilities with which a token is drawn. Some are no numbers if
    /// the logits are too large.
    ///
    /// ```
    /// use microgpt::sample::Sampling;
    ///
    /// let greedy = Sampling { temperature: 0.0, ..Sampling::default() };
    /// assert_eq!(greedy.probs(&[1.0, 3.0, 3.0]), [0.0, 1.0, 0.0]);
    /// let two = Sampling { top_k: 2, ..Sampling::default() };
    /// assert_eq!(two.probs(&[1.0, 3.0, 3.0]), [0.0, 0.5, 0.5]);
    /// ```
    pub fn probs(self, logits: &[f64]) -> Vec<f64> {
        if self.temperature == 0.0 {
            return top_k(&softmax(logits), 1);
        }
        let probs = softmax(&at_temperature(logits, self.temperature));
        if self.top_k < probs.len() {
            top_k(&probs, self.top_k)
        } else {
            probs
        }
    }
}

/// The tokens of a prompt, of documents with BOS on both sides.
fn encoded(prompt: &str, tokens: &Tokens) -> Result<Vec<usize>, Error> {
    tokens.encode(prompt).map_err(|error| {
        Error::new(
            format!("cannot continue {prompt:?}: {error}"),
            format!("use only {}", tokens.shown()),
        )
    })
}

/// The tokens of a document's prompt, without BOS.
fn prompt_tokens(
    prompt: &str,
    tokens: &Tokens,
    model: &Gpt<f64>,
) -> Result<Vec<usize>, Error> {
    let tokens = encoded(prompt, tokens)?;
    let prompt = &tokens[1..tokens.len() - 1];
    let block_size = model.config.block_size;
    // One position is BOS.
    if prompt.len() >= block_size {
        let remedy = match block_size - 1 {
            0 => "leave out --prompt".to_string(),
            most => format!("give at most {}", count(most, "character")),
        };
        return Err(Error::new(
            format!(
                "the prompt has {}, and this model sees {}, BOS included",
                count(prompt.len(), "character"),
                count(block_size, "position")
            ),
            remedy,
        ));
    }
    Ok(prompt.to_vec())
}

/// No probabilities come of such numbers.
fn too_large() -> Error {
    Error::new(
        "the model's logits, over the temperature, are too large",
        "use a higher --temperature, or train again with a lower \
         --learning-rate",
    )
}

/// Draws a document that begins with `prompt` (tokens, without BOS).
///
/// # Errors
///
/// If the model's numbers are too large for probabilities to come of them.
///
/// ```
/// use microgpt::sample::{Sampling, document};
/// use microgpt::{Data, Hyperparameters, TrainingRun};
///
/// let names = Data::read(None)?;
/// let run = TrainingRun::start(&names, Hyperparameters::default())?;
/// let (checkpoint, mut rng) = (run.checkpoint(), run.rng.clone());
/// let (model, tokens) = (checkpoint.model(), &run.tokens);
/// let tokenizer = tokens.documents().expect("a model of documents");
/// let sampling = Sampling::default();
/// let doc = document(&model, tokenizer, &[0, 13, 13], sampling, &mut rng)?;
/// assert!(doc.starts_with("ann"));
/// # Ok::<(), microgpt::Error>(())
/// ```
pub fn document(
    model: &Gpt<f64>,
    tokenizer: &Tokenizer,
    prompt: &[usize],
    sampling: Sampling,
    rng: &mut PythonRandom,
) -> Result<String, Error> {
    let config = model.config;
    let mut cache = Cache::new(config.n_layer);
    let mut unread = prompt.iter();
    let mut finite = true;
    let mut only_bos = vec![0.0; config.vocab_size];
    only_bos[tokenizer.bos()] = 1.0;
    let max_len = config.block_size - prompt.len();
    let drawn = sample(tokenizer.bos(), max_len, rng, |token| {
        let mut logits = model.logits(token, &mut cache);
        // The first token is BOS, and the prompt comes after it.
        for &token in unread.by_ref() {
            logits = model.logits(token, &mut cache);
        }
        let probs = sampling.probs(&logits);
        finite &= probs.iter().all(|p| p.is_finite());
        if finite {
            probs
        } else {
            only_bos.clone() // Nothing can be drawn: the document ends.
        }
    });
    if !finite {
        return Err(too_large());
    }
    Ok(tokenizer.decode(prompt) + &tokenizer.decode(&drawn))
}
