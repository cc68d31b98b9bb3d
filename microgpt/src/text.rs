//! A running text: what is learned from it, and what computes.

use std::fmt::Debug;

use portable::PythonRandom;
use step_5_adam::Adam;
use step_7_text::engine::trainer::Precision;
use step_7_text::{
    BytePairs, Characters, Recipe, TextTrainer, Windows, bits_per_character,
    evaluate, initial_parameters,
};

use crate::hyperparameters::TextChoices;
use crate::{Checkpoint, Error, Hyperparameters, Tokens, size};
use conform::words::count;

/// The engine of Step 7 in some precision.
pub trait TextEngine: Debug {
    /// Learns from some windows. Returns the mean loss, as it was before, in
    /// nats.
    fn step(&mut self, windows: &Windows, learning_rate: f64) -> f64;

    /// The loss at each position of the windows that cover a stream, in nats.
    fn evaluate(&mut self, stream: &[usize]) -> Vec<f64>;

    /// The parameters, `[num_params]`.
    fn params(&self) -> Vec<f64>;

    /// The optimizer's memory.
    fn adam(&self) -> Adam;

    /// The same on some threads, with the same numbers.
    ///
    /// # Errors
    ///
    /// If the system has not so many.
    fn on_threads(
        self: Box<Self>,
        n: usize,
    ) -> Result<Box<dyn TextEngine>, Error>;
}

impl<F: Precision + 'static> TextEngine for TextTrainer<F> {
    fn step(&mut self, windows: &Windows, learning_rate: f64) -> f64 {
        TextTrainer::step(self, windows, learning_rate)
    }

    fn evaluate(&mut self, stream: &[usize]) -> Vec<f64> {
        evaluate(self, stream)
    }

    fn params(&self) -> Vec<f64> {
        TextTrainer::params(self)
    }

    fn adam(&self) -> Adam {
        TextTrainer::adam(self)
    }

    fn on_threads(
        self: Box<Self>,
        n: usize,
    ) -> Result<Box<dyn TextEngine>, Error> {
        match TextTrainer::on_threads(*self, n) {
            Ok(trainer) => Ok(Box::new(trainer)),
            Err(error) => Err(Error::new(
                format!("{} cannot be had: {error}", count(n, "thread")),
                "give fewer --threads",
            )),
        }
    }
}

/// A stream to learn from, another that is held out, and the engine.
#[derive(Debug)]
pub struct Text {
    /// The tokens that are learned from.
    pub training: Vec<usize>,
    /// Those that are held out.
    pub held_out: Vec<usize>,
    /// How many characters are held out.
    pub held_out_chars: usize,
    pub(crate) engine: Box<dyn TextEngine>,
}

/// What is learned from a text, and its end, which is held out: this share of
/// its characters.
///
/// ```
/// use microgpt::{Hyperparameters, text::split};
///
/// let quarter = Hyperparameters { val: 0.25, ..Hyperparameters::of_text() };
/// assert_eq!(split("né à Åbo", &quarter), ("né à Å", "bo"));
/// ```
pub fn split<'t>(
    text: &'t str,
    hyperparameters: &Hyperparameters,
) -> (&'t str, &'t str) {
    let len = text.chars().count();
    let held_out = hyperparameters.num_held_out(len).min(len);
    let mut starts = text.char_indices().map(|(at, _)| at);
    let at = starts.nth(len - held_out).unwrap_or(text.len());
    text.split_at(at)
}

/// The tokens for a text: its characters, or the byte pairs of the part of it
/// that is learned from.
fn tokens_for(text: &str, training: &str, vocab: Option<usize>) -> Tokens {
    match vocab {
        None => Tokens::Characters(Characters::of(text)),
        Some(size) => {
            Tokens::BytePairs(BytePairs::train(training.as_bytes(), size))
        }
    }
}

impl Text {
    /// A run at its start: the streams, and random parameters.
    ///
    /// # Errors
    ///
    /// If the text is too short for a window, or there is no such model or
    /// engine.
    pub(crate) fn start(
        text: &str,
        hyperparameters: &Hyperparameters,
        choices: TextChoices,
        rng: &mut PythonRandom,
    ) -> Result<(Self, Tokens), Error> {
        hyperparameters.engine.check_text()?;
        // A token takes eight bytes.
        if !size::is_free(8.0 * text.len() as f64) {
            return Err(Error::new(
                "there is not enough memory for its tokens",
                "give a part of it, or end other programs",
            ));
        }
        let (training, held_out) = split(text, hyperparameters);
        let tokens = tokens_for(text, training, choices.vocab);
        let encode = |part| tokens.encode(part).expect("made for this text");
        let streams = [encode(training), encode(held_out)];
        let config = hyperparameters.config(tokens.size());
        size::check_text(&config, choices.batch)?;
        let needed = config.block_size.saturating_add(1);
        for (stream, what, remedy) in [
            (&streams[0], "to learn from", "a longer text"),
            (&streams[1], "held out", "a larger --val, or --val 0"),
        ] {
            let is_used = what != "held out" || hyperparameters.val > 0.0;
            if is_used && stream.len() < needed {
                return Err(Error::new(
                    format!(
                        "{} {what}, and a window takes {}",
                        count(stream.len(), "token"),
                        count(needed, "token")
                    ),
                    format!("give {remedy}, or a smaller --block-size"),
                ));
            }
        }
        let std_dev = recipe(hyperparameters).init_std_dev;
        let params = initial_parameters(&config, std_dev, rng);
        let adam = Adam::new(params.len());
        let engine = hyperparameters.engine;
        let engine = engine.resume_text(config, &params, &adam)?;
        let [training, stream] = streams;
        let corpus = Text {
            training,
            held_out: stream,
            held_out_chars: held_out.chars().count(),
            engine,
        };
        Ok((corpus, tokens))
    }

    /// The same run after some steps: the engine of a checkpoint, and the
    /// stream of random numbers where those steps have left it.
    ///
    /// # Errors
    ///
    /// If there is no such engine.
    pub(crate) fn resume(
        self,
        checkpoint: &Checkpoint,
        rng: &mut PythonRandom,
    ) -> Result<Self, Error> {
        let batch = recipe(&checkpoint.hyperparameters).batch;
        for _ in 0..u64::from(checkpoint.step) * batch as u64 {
            rng.random();
        }
        Ok(Text {
            engine: checkpoint.text_engine()?,
            ..self
        })
    }

    /// Learns from windows from anywhere in the text.
    pub(crate) fn step(
        &mut self,
        step: usize,
        hyperparameters: &Hyperparameters,
        rng: &mut PythonRandom,
    ) -> f64 {
        let recipe = recipe(hyperparameters);
        let len = hyperparameters.block_size;
        let windows = Windows::draw(&self.training, len, recipe.batch, rng);
        self.engine.step(&windows, recipe.rate(step))
    }

    /// What is held out costs so many bits per character; none if nothing is.
    pub(crate) fn val_bits(&mut self) -> Option<f64> {
        let (stream, chars) = (&self.held_out, self.held_out_chars);
        (chars > 0).then(|| bits(&mut *self.engine, stream, chars).1)
    }
}

/// The recipe of a run on a running text.
fn recipe(hyperparameters: &Hyperparameters) -> Recipe {
    hyperparameters.recipe().expect("a run on a running text")
}

/// The mean loss on a stream in nats, and what that is in bits for each of the
/// characters that it has.
pub(crate) fn bits(
    engine: &mut dyn TextEngine,
    stream: &[usize],
    chars: usize,
) -> (f64, f64) {
    let losses = engine.evaluate(stream);
    let mean = losses.iter().sum::<f64>() / losses.len() as f64;
    (mean, bits_per_character(mean, stream.len(), chars))
}
