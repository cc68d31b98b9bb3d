//! Inference: documents that the model makes up.

use std::io::{self, IsTerminal, Write};

use names::Tokenizer;
use portable::PythonRandom;
use step_0_counting::sample;
use step_1_gradient_descent::at_temperature;
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Gpt};

use crate::args::SampleArgs;
use crate::{Checkpoint, Error};
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
    let tokenizer = &checkpoint.tokenizer;
    let prompt = prompt_tokens(&args.prompt, tokenizer, &model)?;
    let mut rng = PythonRandom::new(args.seed);
    let terminal = io::stdout().is_terminal();
    for _ in 0..args.count {
        let temperature = args.temperature;
        let doc = document(&model, tokenizer, &prompt, temperature, &mut rng)?;
        let doc = if terminal { printable(&doc) } else { doc };
        writeln!(out, "{doc}")?;
    }
    Ok(())
}

/// The tokens of a prompt, without BOS.
fn prompt_tokens(
    prompt: &str,
    tokenizer: &Tokenizer,
    model: &Gpt<f64>,
) -> Result<Vec<usize>, Error> {
    let tokens = tokenizer.encode(prompt).map_err(|error| {
        Error::new(
            format!("cannot continue {prompt:?}: {error}"),
            format!("use only {}", vocabulary(tokenizer)),
        )
    })?;
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

/// The characters that a model knows, for people.
pub fn vocabulary(tokenizer: &Tokenizer) -> String {
    let shown = 100;
    let chars = tokenizer.chars();
    let first = chars.iter().take(shown).map(char::to_string);
    let mut text = format!("{:?}", first.collect::<String>());
    if chars.len() > shown {
        text += " and more";
    }
    text
}

/// Draws a document that begins with `prompt` (tokens, without BOS).
///
/// # Errors
///
/// If the model's numbers are too large for probabilities to come of them.
///
/// ```
/// use microgpt::{Data, Hyperparameters, TrainingRun, sample::document};
///
/// let names = Data::read(None)?;
/// let run = TrainingRun::start(&names, Hyperparameters::default())?;
/// let (checkpoint, mut rng) = (run.checkpoint(), run.rng.clone());
/// let (model, tokenizer) = (checkpoint.model(), &run.tokenizer);
/// let doc = document(&model, tokenizer, &[0, 13, 13], 0.5, &mut rng)?;
/// assert!(doc.starts_with("ann"));
/// # Ok::<(), microgpt::Error>(())
/// ```
pub fn document(
    model: &Gpt<f64>,
    tokenizer: &Tokenizer,
    prompt: &[usize],
    temperature: f64,
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
        let probs = softmax(&at_temperature(&logits, temperature));
        finite &= probs.iter().all(|p| p.is_finite());
        if finite {
            probs
        } else {
            only_bos.clone() // Nothing can be drawn: the document ends.
        }
    });
    if !finite {
        return Err(Error::new(
            "the model's logits, over the temperature, are too large",
            "use a higher --temperature, or train again with a lower \
             --learning-rate",
        ));
    }
    Ok(tokenizer.decode(prompt) + &tokenizer.decode(&drawn))
}
