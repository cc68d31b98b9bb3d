//! A run of 1,000 steps, with something changed.

use std::sync::LazyLock;

use names::{NAMES, Tokenizer, docs};
use portable::PythonRandom;
use step_0_counting::sample;
use step_1_gradient_descent::at_temperature;
use step_2_autograd::{Scalar, Tape, softmax};
use step_4_transformer::{Cache, Config};

use super::draws::{Choice, weights};
use super::network::Network;
use super::optimizer::Optimizer;
use super::{Documents, Model, Objective, Positions, Variation, single};

/// The names as the file has them, and the tokenizer made of them.
static LISTED: LazyLock<(Vec<&str>, Tokenizer)> = LazyLock::new(|| {
    let docs = docs(NAMES);
    let tokenizer = Tokenizer::new(&docs);
    (docs, tokenizer)
});

/// The names as seed 42 shuffles them, and the random numbers that are left.
static SHUFFLED: LazyLock<(Vec<&str>, PythonRandom)> =
    LazyLock::new(|| shuffled(42));

fn shuffled(seed: u32) -> (Vec<&'static str>, PythonRandom) {
    let mut rng = PythonRandom::new(seed);
    let mut docs = LISTED.0.clone();
    rng.shuffle(&mut docs);
    (docs, rng)
}

/// The temperature at which the original programs sample.
pub const TEMPERATURE: f64 = 0.5;

/// How names are made up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// How many.
    pub count: usize,
    /// The divisor of the logits.
    pub temperature: f64,
}

impl Default for Sampling {
    fn default() -> Self {
        Sampling {
            count: 20,
            temperature: TEMPERATURE,
        }
    }
}

/// A run of a [`Variation`]: an iterator over its losses that learns from one
/// name for each.
///
/// ```
/// use conform::variation::{Trial, Variation};
///
/// let mut variation = Variation::default();
/// variation.training.beta2 = 0.999;
/// let losses: Vec<f64> = Trial::new(variation).take(3).collect();
/// let reference: Vec<f64> =
///     Trial::new(Variation::default()).take(3).collect();
/// assert_eq!(losses[..2], reference[..2]);
/// assert_ne!(losses[2], reference[2]);
/// ```
#[derive(Debug)]
pub struct Trial {
    variation: Variation,
    config: Config,
    docs: Vec<&'static str>,
    rng: PythonRandom,
    choice: Choice,
    /// The model's parameters, in the order of Step 4 whatever the variation.
    pub params: Vec<f64>,
    optimizer: Optimizer,
    tape: Tape,
    single_tape: single::Tape,
}

impl Trial {
    /// A run at its start.
    pub fn new(variation: Variation) -> Self {
        let (listed, tokenizer) = &*LISTED;
        let config = variation.config(tokenizer.vocab_size());
        let seed = variation.start.seed;
        let (docs, mut rng) = match variation.start.documents {
            Documents::Listed => (listed.clone(), PythonRandom::new(seed)),
            _ if seed == 42 => SHUFFLED.clone(),
            _ => shuffled(seed),
        };
        let mut params = weights(&variation, &config, &mut rng);
        if variation.training.single {
            for p in &mut params {
                *p = single::rounded(*p);
            }
        }
        Trial {
            variation,
            config,
            docs,
            rng,
            choice: Choice::default(),
            optimizer: Optimizer::new(variation.training, params.len()),
            params,
            tape: Tape::new(),
            single_tape: single::Tape::new(),
        }
    }

    /// How many names there are.
    pub fn num_docs(&self) -> usize {
        self.docs.len()
    }

    /// The model's size.
    pub fn config(&self) -> Config {
        self.config
    }

    /// How many parameters the variation has.
    pub fn num_params(&self) -> usize {
        let Config {
            vocab_size,
            block_size,
            n_embd,
            ..
        } = self.config;
        let Model {
            positions, tied, ..
        } = self.variation.model;
        let mut absent = 0;
        if positions == Positions::Absent {
            absent += block_size * n_embd;
        }
        if tied {
            absent += vocab_size * n_embd;
        }
        self.params.len() - absent
    }

    /// The tokens of the next name.
    fn next_tokens(&mut self) -> Vec<usize> {
        let n = self.docs.len();
        let index = match self.variation.start.documents {
            Documents::Drawn => self.choice.below(n, &mut self.rng),
            _ => self.optimizer.step() % n,
        };
        let tokenizer = &LISTED.1;
        let mut tokens = tokenizer
            .encode(self.docs[index])
            .expect("made of these names");
        if !self.variation.training.end_token {
            tokens.pop();
        }
        tokens
    }

    /// The loss of a name and its gradient.
    fn gradient(&mut self, tokens: &[usize]) -> (f64, Vec<f64>) {
        let (model, n) = (self.variation.model, self.params.len());
        if self.variation.training.single {
            self.single_tape.clear();
            let leaves = self.single_tape.leaves(&self.params);
            let loss = Network::new(model, self.config, &leaves).loss(tokens);
            return (loss.data(), loss.backward(n));
        }
        self.tape.clear();
        let leaves = self.tape.leaves(&self.params);
        let loss = Network::new(model, self.config, &leaves).loss(tokens);
        (loss.data(), loss.backward().first(n).to_vec())
    }

    /// Names that the model makes up, from these random numbers.
    ///
    /// ```
    /// use conform::variation::{Sampling, Trial, Variation};
    ///
    /// let mut trial = Trial::new(Variation::default());
    /// assert_eq!(trial.by_ref().count(), 1000);
    /// let names = trial.samples(Sampling::default(), trial.rng());
    /// assert_eq!(names[..2], ["kamon", "ann"]);
    /// ```
    pub fn samples(
        &self,
        sampling: Sampling,
        mut rng: PythonRandom,
    ) -> Vec<String> {
        let Sampling { count, temperature } = sampling;
        let tokenizer = &LISTED.1;
        let bos = tokenizer.bos();
        let network =
            Network::new(self.variation.model, self.config, &self.params);
        let mut name = || {
            let mut cache = Cache::new(self.config.n_layer);
            let max_len = self.config.block_size;
            let tokens = sample(bos, max_len, &mut rng, |token| {
                let logits = network.logits(token, &mut cache);
                let probs = softmax(&at_temperature(&logits, temperature));
                if probs.iter().all(|p| p.is_finite()) {
                    return probs;
                }
                // Nothing can be drawn from these: the name ends.
                let mut end = vec![0.0; logits.len()];
                end[bos] = 1.0;
                end
            });
            tokenizer.decode(&tokens)
        };
        (0..count).map(|_| name()).collect()
    }

    /// The random numbers that are left.
    pub fn rng(&self) -> PythonRandom {
        self.rng.clone()
    }
}

impl Iterator for Trial {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        let training = self.variation.training;
        if self.optimizer.step() >= training.num_steps {
            return None;
        }
        let tokens = self.next_tokens();
        let (mean, mut grad) = self.gradient(&tokens);
        let pairs = (tokens.len() - 1).min(self.config.block_size) as f64;
        if training.objective != Objective::Mean {
            for g in &mut grad {
                *g *= pairs;
            }
        }
        self.optimizer.update(&mut self.params, &mut grad);
        Some(match training.objective {
            Objective::Sum => mean * pairs,
            Objective::Mean | Objective::SumShownAsMean => mean,
        })
    }
}
