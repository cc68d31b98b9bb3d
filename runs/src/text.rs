//! The runs of Step 7, which take hours in all: their plans, and a record of
//! what came of them. `cargo run --release -p runs -- --record` runs and
//! records them; tests repeat the beginning of each.

pub mod answers;
pub mod groups;
pub mod induction;
pub mod lengths;
pub mod model;
pub mod on_test;
pub mod page;
pub mod prediction;
pub mod record;
pub mod refrains;
pub mod remembered;

use portable::PythonRandom;
use step_4_transformer::{Config, Gpt};
use step_5_adam::Adam;
use step_7_text::{
    BytePairs, Characters, MOBY_DICK, Part, Parts, Recipe, TextTrainer,
    Vocabulary, Writer, bits_per_character, evaluate, initial_parameters,
    train,
};

/// A run that is not run yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Its name in the record.
    pub name: String,
    /// What its tokens are.
    pub tokens: Tokens,
    /// The model's size.
    pub config: Config,
    /// What it is made of.
    pub parts: Parts,
    /// How it is trained.
    pub recipe: Recipe,
    /// Where its random numbers start.
    pub seed: u32,
    /// It learns from the first so-manieth part of the training chapters.
    pub part_of_text: usize,
    /// Whether the model is kept, and writes something now and then.
    pub is_kept: bool,
}

/// What the tokens of a run are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tokens {
    /// The novel's characters.
    Characters,
    /// So many pieces of words.
    BytePairs(usize),
}

/// How many losses of a run's beginning are recorded.
pub const FIRST: usize = 4;

/// How many times a run is evaluated.
const EVALUATIONS: usize = 10;

// ANCHOR: small
/// The model of the experiments: 128 numbers, 4 heads, 4 layers, 64 positions.
pub const SMALL: Config = Config {
    vocab_size: 83,
    block_size: 64,
    n_embd: 128,
    n_head: 4,
    n_layer: 4,
};
// ANCHOR_END: small

impl Plan {
    /// The plan that others differ from.
    pub fn base(name: &str, seed: u32) -> Self {
        Plan {
            name: format!("{name}/{seed}"),
            tokens: Tokens::Characters,
            config: SMALL,
            parts: Parts::default(),
            recipe: Recipe {
                steps: 2000,
                batch: 12,
                learning_rate: 3e-3,
                warm_up: 100,
                init_std_dev: 0.02,
                weight_decay: 0.0,
            },
            seed,
            part_of_text: 1,
            is_kept: false,
        }
    }
}

/// What came of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The losses of the first steps, in nats.
    pub first: Vec<f64>,
    /// Now and then: the step, the mean training loss since the last time, and
    /// the loss on the validation chapters, both in bits per character.
    pub curve: Vec<[f64; 3]>,
    /// The validation loss at each position of a window, in nats.
    pub by_position: Vec<f64>,
    /// What a model that is kept wrote, and before which step.
    pub samples: Vec<(usize, String)>,
    /// The parameters at the end.
    pub params: Vec<f64>,
}

/// The text as tokens: what is learned from, and what is kept.
#[derive(Clone, Debug)]
pub struct Streams {
    /// Those of the training chapters.
    pub training: Vec<usize>,
    /// Those of the validation chapters.
    pub validation: Vec<usize>,
    /// How many characters the validation chapters have.
    pub validation_chars: usize,
}

impl Tokens {
    /// The vocabulary.
    pub fn vocabulary(self) -> Box<dyn Vocabulary> {
        match self.byte_pairs() {
            None => Box::new(Characters::of(MOBY_DICK)),
            Some(pairs) => Box::new(pairs),
        }
    }

    /// The pieces of words, if they are that.
    pub fn byte_pairs(self) -> Option<BytePairs> {
        let Tokens::BytePairs(size) = self else {
            return None;
        };
        let text = Part::Training.of(MOBY_DICK);
        Some(BytePairs::train(text.as_bytes(), size))
    }

    /// The novel.
    ///
    /// # Panics
    ///
    /// If it has a character without a token.
    pub fn streams(self) -> Streams {
        let vocabulary = self.vocabulary();
        let encode = |part: Part| {
            let text = part.of(MOBY_DICK);
            vocabulary.encode(&text).expect("made for this text")
        };
        let validation = Part::Validation.of(MOBY_DICK);
        Streams {
            training: encode(Part::Training),
            validation: encode(Part::Validation),
            validation_chars: validation.chars().count(),
        }
    }
}

impl Streams {
    /// Bits per character of the validation chapters, from losses of tokens in
    /// nats.
    pub fn bits(&self, losses: &[f64]) -> f64 {
        let mean = losses.iter().sum::<f64>() / losses.len() as f64;
        bits_per_character(mean, self.validation.len(), self.validation_chars)
    }
}

impl Plan {
    /// The model before its first step, and the stream of random numbers from
    /// there.
    pub fn begin(&self) -> (TextTrainer<f32>, PythonRandom) {
        let mut rng = PythonRandom::new(self.seed);
        let std_dev = self.recipe.init_std_dev;
        let params = initial_parameters(&self.config, std_dev, &mut rng);
        let adam = Adam::new(params.len());
        let trainer = TextTrainer::new(self.config, self.parts, &params, &adam)
            .with_weight_decay(self.recipe.weight_decay);
        (trainer, rng)
    }

    /// What the run learns from.
    pub fn training<'a>(&self, streams: &'a Streams) -> &'a [usize] {
        &streams.training[..streams.training.len() / self.part_of_text]
    }

    /// The losses of the first steps, in nats.
    pub fn first(&self, streams: &Streams, count: usize) -> Vec<f64> {
        let (mut trainer, mut rng) = self.begin();
        let stream = self.training(streams);
        train(&mut trainer, stream, self.recipe, &mut rng)
            .take(count)
            .collect()
    }

    /// Runs it on some threads.
    ///
    /// # Panics
    ///
    /// If the system has not so many threads.
    pub fn run(&self, streams: &Streams, threads: usize) -> Outcome {
        let (trainer, mut rng) = self.begin();
        let mut trainer = trainer.on_threads(threads).expect("threads");
        let stream = self.training(streams);
        let every = (self.recipe.steps / EVALUATIONS).max(1);
        let len = self.config.block_size;
        let mut losses = Vec::new();
        let mut outcome = Outcome {
            first: Vec::new(),
            curve: Vec::new(),
            by_position: Vec::new(),
            samples: Vec::new(),
            params: Vec::new(),
        };
        for step in 0..=self.recipe.steps {
            if step % every == 0 {
                let since = &losses[losses.len().saturating_sub(every)..];
                let on_validation = evaluate(&mut trainer, &streams.validation);
                outcome.curve.push([
                    step as f64,
                    streams.bits(since),
                    streams.bits(&on_validation),
                ]);
                outcome.by_position = by_position(&on_validation, len);
            }
            let is_time = [0, 100, 1000, self.recipe.steps].contains(&step);
            if self.is_kept && is_time {
                let text = sample(self, &trainer.params());
                outcome.samples.push((step, text));
            }
            if step < self.recipe.steps {
                let windows = step_7_text::Windows::draw(
                    stream,
                    len,
                    self.recipe.batch,
                    &mut rng,
                );
                losses.push(trainer.step(&windows, self.recipe.rate(step)));
            }
        }
        outcome.first = losses.into_iter().take(FIRST).collect();
        outcome.params = trainer.params();
        outcome
    }
}

/// What samples begin with.
pub const PROMPT: &str = "The whale";

/// How many tokens a sample has beside its prompt.
const SAMPLE_LEN: usize = 100;

/// What a model of a plan makes of [`PROMPT`], at a temperature of 0.8.
///
/// # Panics
///
/// If the parameters are not of its size.
pub fn sample(plan: &Plan, params: &[f64]) -> String {
    let vocabulary = plan.tokens.vocabulary();
    let gpt = Gpt::new(plan.config, params);
    let mut tokens = vocabulary.encode(PROMPT).expect("letters");
    let mut rng = PythonRandom::new(plan.seed);
    let mut writer = Writer::new(&gpt, &tokens);
    tokens.extend((0..SAMPLE_LEN).map(|_| writer.write(0.8, &mut rng)));
    vocabulary.decode(&tokens)
}

/// The mean loss at each position of a window, in nats. Shape of `losses`:
/// `[windows][len]`.
fn by_position(losses: &[f64], len: usize) -> Vec<f64> {
    let windows = losses.len() / len;
    let at = |t| losses.iter().skip(t).step_by(len);
    (0..len)
        .map(|t| at(t).sum::<f64>() / windows as f64)
        .collect()
}
