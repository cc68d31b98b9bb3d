//! A run of 1,000 steps, with something changed.

use std::iter;

use step_1_gradient_descent::at_temperature;
use step_2_autograd::{Scalar, Tape, softmax};
use step_4_transformer::{Cache, Config};

use super::documents::{Alphabet, in_order};
use super::draws::{places, weights};
use super::network::Network;
use super::optimizer::Optimizer;
use super::shown::Display;
use super::stream::Stream;
use super::tape::{self, rounded};
use super::{
    Backward, Documents, Model, Objective, Positions, Shown, Turn, Variation,
};

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
/// name for each, or from as many as the variation says.
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
    alphabet: Alphabet,
    docs: Vec<&'static str>,
    /// How many names have been read.
    read: usize,
    stream: Stream,
    /// The model's parameters, in the order of Step 4 whatever the variation.
    pub params: Vec<f64>,
    optimizer: Optimizer,
    display: Display,
    tape: Tape,
    other_tape: tape::Tape,
}

impl Trial {
    /// A run at its start.
    pub fn new(variation: Variation) -> Self {
        let start = &variation.start;
        let mut stream = Stream::new(start);
        let mut early = None;
        if start.weights_first {
            // The size of the vocabulary does not depend on the order.
            let (docs, _) = in_order(start, stream.clone());
            let size = Alphabet::new(start, &docs).size;
            let config = variation.config(size);
            early = Some(weights(&variation, &config, &mut stream));
        }
        let (docs, mut stream) = in_order(start, stream);
        let alphabet = Alphabet::new(start, &docs);
        let config = variation.config(alphabet.size);
        if start.own_stream {
            stream = Stream::new(start);
        }
        let mut params =
            early.unwrap_or_else(|| weights(&variation, &config, &mut stream));
        let training = variation.training;
        if training.single {
            for p in &mut params {
                *p = rounded(*p);
            }
        }
        let mut frozen = vec![false; params.len()];
        for (name, _, place) in places(&config) {
            let is_frozen = |it: &&str| name.ends_with(*it);
            if training.frozen.iter().any(is_frozen) {
                frozen[place].fill(true);
            }
        }
        Trial {
            variation,
            config,
            alphabet,
            docs,
            read: 0,
            stream,
            optimizer: Optimizer::new(training, frozen),
            params,
            display: Display::new(training.shown),
            tape: Tape::new(),
            other_tape: tape::Tape::new(training.single),
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

    /// The tokens of the next names, which are read with that.
    pub fn documents(&mut self, count: usize) -> Vec<Vec<usize>> {
        (0..count).map(|_| self.next_tokens()).collect()
    }

    /// The tokens of the next name.
    fn next_tokens(&mut self) -> Vec<usize> {
        let (n, start) = (self.docs.len(), &self.variation.start);
        let index = match start.turn {
            _ if start.documents == Documents::Drawn => {
                let n = u32::try_from(n).expect("at most 2^32 names");
                self.stream.below(n) as usize
            }
            Turn::InOrder => self.read % n,
            Turn::FromSecond => (self.read + 1) % n,
            Turn::FromLast => n - 1 - self.read % n,
            Turn::Same => 0,
        };
        self.read += 1;
        let mut tokens = self.alphabet.encode(self.docs[index]);
        if !self.variation.training.start_token {
            tokens.remove(0);
        }
        if !self.variation.training.end_token {
            tokens.pop();
        }
        tokens
    }

    /// The loss of a name and its gradient.
    fn gradient(&mut self, tokens: &[usize]) -> (f64, Vec<f64>) {
        let Variation {
            model, training, ..
        } = self.variation;
        let n = self.params.len();
        let (mean, mut grad) =
            if training.single || training.backward != Backward::Sums {
                self.other_tape.clear();
                let leaves = self.other_tape.leaves(&self.params);
                let network = Network::new(model, self.config, &leaves);
                let loss = network.loss(tokens, &training);
                (loss.data(), loss.backward(training.backward, n))
            } else {
                self.tape.clear();
                let leaves = self.tape.leaves(&self.params);
                let network = Network::new(model, self.config, &leaves);
                let loss = network.loss(tokens, &training);
                (loss.data(), loss.backward().first(n).to_vec())
            };
        let factor = self.factor(tokens);
        if training.objective != Objective::Mean {
            for g in &mut grad {
                *g *= factor;
            }
        }
        (mean, grad)
    }

    /// The objective, in means over the pairs of a name.
    fn factor(&self, tokens: &[usize]) -> f64 {
        let block = self.config.block_size;
        let pairs = (tokens.len() - 1).min(block) as f64;
        match self.variation.training.objective {
            Objective::Mean => 1.0,
            Objective::Sum | Objective::SumShownAsMean => pairs,
            Objective::SumOverTokens => pairs / (pairs + 1.0),
            Objective::SumOverBlock => pairs / block as f64,
        }
    }

    /// The number for a name whose mean loss this is.
    fn objective(&self, mean: f64, tokens: &[usize]) -> f64 {
        match self.variation.training.objective {
            Objective::Mean | Objective::SumShownAsMean => mean,
            _ => mean * self.factor(tokens),
        }
    }

    /// Names that the model makes up, from these random numbers.
    ///
    /// ```
    /// use conform::variation::{Sampling, Trial, Variation};
    ///
    /// let mut trial = Trial::new(Variation::default());
    /// assert_eq!(trial.by_ref().count(), 1000);
    /// let names = trial.samples(Sampling::default(), trial.stream());
    /// assert_eq!(names[..2], ["kamon", "ann"]);
    /// ```
    pub fn samples(
        &self,
        sampling: Sampling,
        mut stream: Stream,
    ) -> Vec<String> {
        let Sampling { count, temperature } = sampling;
        let network =
            Network::new(self.variation.model, self.config, &self.params);
        let mut name = || {
            let mut cache = Cache::new(self.config.n_layer);
            let mut token = self.alphabet.bos;
            let letters = iter::from_fn(|| {
                let logits = network.logits(token, &mut cache);
                let probs = softmax(&at_temperature(&logits, temperature));
                if probs.iter().any(|p| !p.is_finite()) {
                    return None; // Nothing can be drawn from these.
                }
                token = stream.choose_weighted(&probs);
                self.alphabet.char(token)
            });
            letters.take(self.config.block_size).collect()
        };
        (0..count).map(|_| name()).collect()
    }

    /// The random numbers that are left.
    pub fn stream(&self) -> Stream {
        self.stream.clone()
    }
}

impl Iterator for Trial {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        let Variation {
            model, training, ..
        } = self.variation;
        if self.optimizer.step() >= training.num_steps {
            return None;
        }
        let batch = training.batch;
        let names = self.documents(batch);
        let mut loss = 0.0;
        let mut grad = vec![0.0; self.params.len()];
        for tokens in &names {
            let (mean, slopes) = self.gradient(tokens);
            loss += self.objective(mean, tokens) / batch as f64;
            for (sum, g) in grad.iter_mut().zip(slopes) {
                *sum += g / batch as f64;
            }
        }
        self.optimizer.update(&mut self.params, &mut grad);
        if training.shown == Shown::After {
            let network = Network::new(model, self.config, &self.params);
            let after = names.iter().map(|it| network.loss(it, &training));
            loss = after.sum::<f64>() / batch as f64;
        }
        Some(self.display.next(loss))
    }
}
