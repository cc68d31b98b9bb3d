//! The runs that a port is compared with: those of the book's six programs.

use std::fmt;
use std::sync::{LazyLock, OnceLock};

use names::{Corpus, Tokenizer};
use portable::PythonRandom;
use step_0_counting::{Counts, sample};
use step_1_gradient_descent::{Mlp, at_temperature, initial_parameters};
use step_2_autograd::{mlp, softmax, train};
use step_3_attention as one_head;
use step_4_transformer::{Cache, Config, Gpt};

use crate::data;
use crate::variation::{Sampling, TEMPERATURE, Trial, Variation};

/// How many steps a run has.
pub const NUM_STEPS: usize = 1000;

/// How many samples follow.
pub const NUM_SAMPLES: usize = 20;

/// How long a sample can be.
const MAX_LEN: usize = 16;

/// The losses and the samples of those runs that have been trained to the end.
static RUNS: [OnceLock<(Vec<f64>, Vec<String>)>; 6] =
    [const { OnceLock::new() }; 6];

/// One of the original programs, by the step of the book that computes the
/// same: 0 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Original(usize);

impl Original {
    /// microGPT itself.
    pub const LAST: Original = Original(5);

    /// Those whose runs differ, the last one first. Step 2 computes what
    /// Step 1 does.
    pub const DISTINCT: [Original; 5] = [
        Original(5),
        Original(4),
        Original(3),
        Original(1),
        Original(0),
    ];

    /// How many losses are enough to tell them apart.
    pub const FIRST: usize = 5;

    /// That of this step, if there is one.
    pub fn new(step: usize) -> Option<Self> {
        (step <= Original::LAST.0).then_some(Original(step))
    }

    /// The step.
    pub fn step(self) -> usize {
        self.0
    }

    /// Whether its updates are Adam's.
    pub fn has_adam(self) -> bool {
        self == Original::LAST
    }

    /// Whether it computes the same as another.
    pub fn is_like(self, other: Original) -> bool {
        let first = |it: Original| it.0 - usize::from(it.0 == 2);
        first(self) == first(other)
    }

    /// How many parameters it has with a vocabulary of this size. Those of
    /// Step 0 are counts.
    ///
    /// ```
    /// use conform::reference::Original;
    ///
    /// assert_eq!(Original::LAST.num_params(27), 4192);
    /// ```
    pub fn num_params(self, vocab_size: usize) -> usize {
        match self.0 {
            0 => vocab_size * vocab_size,
            1 | 2 => step_1_gradient_descent::num_params(vocab_size),
            3 => one_head::num_params(vocab_size),
            _ => Config::of_the_guide(vocab_size).num_params(),
        }
    }

    /// The matrices of a model with attention, each with how many numbers it
    /// has; those before Step 3 have other ones.
    ///
    /// ```
    /// use conform::reference::Original;
    ///
    /// let matrices = Original::LAST.matrices(27);
    /// assert_eq!(matrices[0], ("wte".to_owned(), 432));
    /// ```
    pub fn matrices(self, vocab_size: usize) -> Vec<(String, usize)> {
        if self.0 < 3 {
            return Vec::new();
        }
        Config::of_the_guide(vocab_size)
            .shapes()
            .into_iter()
            .map(|(name, [n_out, n_in])| (name, n_out * n_in))
            .collect()
    }

    /// The first losses of its run, at most `count`.
    ///
    /// ```
    /// use conform::reference::Original;
    ///
    /// let losses = Original::LAST.losses(3);
    /// assert_eq!(format!("{:.4}", losses[0]), "3.3660");
    /// ```
    pub fn losses(self, count: usize) -> Vec<f64> {
        // Every comparison needs the first few of all.
        static FIRST: LazyLock<Vec<Vec<f64>>> = LazyLock::new(|| {
            let all = (0..=Original::LAST.0).map(Original);
            all.map(|it| it.run(Original::FIRST, 0).0).collect()
        });
        if count <= Original::FIRST {
            return FIRST[self.0][..count].to_vec();
        }
        if count < NUM_STEPS && RUNS[self.0].get().is_none() {
            return self.run(count, 0).0;
        }
        self.whole_run().0.iter().take(count).copied().collect()
    }

    /// The names that it makes up.
    ///
    /// ```
    /// use conform::reference::Original;
    ///
    /// assert_eq!(Original::LAST.samples()[..2], ["kamon", "ann"]);
    /// ```
    pub fn samples(self) -> Vec<String> {
        self.whole_run().1.clone()
    }

    /// The whole run, which is trained once: who asks for all of its losses
    /// asks for its names next.
    fn whole_run(self) -> &'static (Vec<f64>, Vec<String>) {
        RUNS[self.0].get_or_init(|| self.run(NUM_STEPS, NUM_SAMPLES))
    }

    fn run(self, count: usize, samples: usize) -> (Vec<f64>, Vec<String>) {
        if self == Original::LAST {
            let mut trial = Trial::new(Variation::default());
            let losses = trial.by_ref().take(count).collect();
            let sampling = Sampling {
                count: samples,
                ..Sampling::default()
            };
            return (losses, trial.samples(sampling, trial.stream()));
        }
        let mut rng = PythonRandom::new(42);
        let Corpus { tokenizer, docs } = Corpus::new(data::names(), &mut rng);
        let vocab = tokenizer.vocab_size();
        if self.0 == 0 {
            let mut table = Counts::new(vocab);
            let losses = step_0_counting::train(&mut table, &docs, NUM_STEPS);
            let losses = losses.take(count).collect();
            let names = make_up(samples, &tokenizer, &mut rng, || {
                |token| table.probabilities(token)
            });
            return (losses, names);
        }
        let config = Config::of_the_guide(vocab);
        let mut params = initial_parameters(self.num_params(vocab), &mut rng);
        let rate = if self.0 < 3 { 1.0 } else { 0.1 };
        let losses = train(&mut params, &docs, NUM_STEPS, rate, {
            |weights, tokens| match self.0 {
                1 | 2 => mlp::loss(&Mlp::new(vocab, weights), tokens),
                3 => one_head::Gpt::new(vocab, weights).loss(tokens),
                _ => Gpt::new(config, weights).loss(tokens),
            }
        });
        let losses = losses.take(count).collect();
        let likely =
            |logits: Vec<f64>| softmax(&at_temperature(&logits, TEMPERATURE));
        let (n, rng) = (samples, &mut rng);
        let names = match self.0 {
            1 | 2 => make_up(n, &tokenizer, rng, || {
                let model = Mlp::new(vocab, &params);
                move |token| likely(mlp::logits(&model, token))
            }),
            3 => make_up(n, &tokenizer, rng, || {
                let model = one_head::Gpt::new(vocab, &params);
                let mut cache = one_head::Cache::new();
                move |token| likely(model.logits(token, &mut cache))
            }),
            _ => make_up(n, &tokenizer, rng, || {
                let model = Gpt::new(config, &params);
                let mut cache = Cache::new(config.n_layer);
                move |token| likely(model.logits(token, &mut cache))
            }),
        };
        (losses, names)
    }
}

/// Names, each from a model that has read nothing yet.
fn make_up<M: FnMut(usize) -> Vec<f64>>(
    count: usize,
    tokenizer: &Tokenizer,
    rng: &mut PythonRandom,
    model: impl Fn() -> M,
) -> Vec<String> {
    (0..count)
        .map(|_| sample(tokenizer.bos(), MAX_LEN, rng, model()))
        .map(|tokens| tokenizer.decode(&tokens))
        .collect()
}

impl fmt::Display for Original {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            5 => write!(f, "Step 5, microGPT itself"),
            step => write!(f, "Step {step}"),
        }
    }
}
