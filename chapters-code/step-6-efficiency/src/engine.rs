//! The trait that all engines have: they learn from one document after the
//! other.

use std::fmt::Debug;

use step_1_gradient_descent::linear_decay;
use step_4_transformer::Config;
use step_5_adam::{Adam, Trainer};

// ANCHOR: engine
/// A model in training. Engines differ in how they compute and in how they lay
/// out their numbers; what goes in and comes out is in the order of
/// [`Config::shapes`].
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::{Adam, Trainer};
/// use step_6_efficiency::Engine;
///
/// fn learn<E: Engine>(config: Config, params: Vec<f64>) -> f64 {
///     let adam = Adam::new(params.len());
///     let mut engine = E::resume(config, params, adam);
///     engine.step(&[26, 0, 21, 0, 26], 0.01)
/// }
/// let config = Config::of_the_guide(27);
/// let loss = learn::<Trainer>(config, vec![0.0; config.num_params()]);
/// assert!((loss - portable::math::ln(27.0)).abs() < 1e-12);
/// ```
pub trait Engine: Debug {
    /// A model that has been trained before, or that has parameters and is
    /// about to be.
    fn resume(config: Config, params: Vec<f64>, adam: Adam) -> Self
    where
        Self: Sized;

    /// Learns from one document. Returns its loss, as it was before, in nats.
    ///
    /// # Panics
    ///
    /// If the document has no pair of tokens, or one not in the vocabulary.
    fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64;

    /// The parameters, `[num_params]`.
    fn params(&self) -> Vec<f64>;

    /// The optimizer's memory.
    fn adam(&self) -> Adam;
}
// ANCHOR_END: engine

/// The engine to beat: the scalar tape of Step 5.
impl Engine for Trainer {
    fn resume(config: Config, params: Vec<f64>, adam: Adam) -> Self {
        Trainer::resume(config, params, adam)
    }

    fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64 {
        Trainer::step(self, tokens, learning_rate)
    }

    fn params(&self) -> Vec<f64> {
        self.params.clone()
    }

    fn adam(&self) -> Adam {
        self.adam.clone()
    }
}

/// Takes `num_steps` documents in turn, with a learning rate that decays from
/// `learning_rate` towards 0: `train` of Step 5 for any engine. The iterator
/// gives the losses; nothing is learned until they are asked for.
///
/// # Panics
///
/// If there are no documents.
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::{LEARNING_RATE, Trainer};
///
/// let mut rng = portable::PythonRandom::new(42);
/// let mut tape = Trainer::new(Config::of_the_guide(27), &mut rng);
/// let docs = [vec![26, 0, 21, 0, 26]];
/// let losses = step_6_efficiency::train(&mut tape, &docs, 10, LEARNING_RATE);
/// let losses: Vec<f64> = losses.collect();
/// assert!(losses[9] < losses[0]);
/// ```
pub fn train(
    engine: &mut dyn Engine,
    docs: &[Vec<usize>],
    num_steps: usize,
    learning_rate: f64,
) -> impl Iterator<Item = f64> {
    assert!(!docs.is_empty(), "no documents to learn from");
    (0..num_steps).map(move |step| {
        let tokens = &docs[step % docs.len()];
        engine.step(tokens, linear_decay(learning_rate, step, num_steps))
    })
}

/// A document, position by position: the token that is read, and the one that
/// is to be predicted. Both are `[n]`.
///
/// ```
/// use step_6_efficiency::engine::Pairs;
///
/// let pairs = Pairs::new(&[26, 4, 12, 12, 0, 26], 3);
/// assert_eq!(pairs.tokens, [26, 4, 12]);
/// assert_eq!(pairs.targets, [4, 12, 12]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Pairs<'a> {
    /// The tokens that are read.
    pub tokens: &'a [usize],
    /// The tokens that follow them.
    pub targets: &'a [usize],
}

impl<'a> Pairs<'a> {
    /// The part of a document that fits into a model.
    ///
    /// # Panics
    ///
    /// If the document has no pair of tokens.
    pub fn new(tokens: &'a [usize], block_size: usize) -> Self {
        assert!(tokens.len() > 1, "a document without a pair of tokens");
        let within = &tokens[..tokens.len().min(block_size + 1)];
        Pairs {
            tokens: &within[..within.len() - 1],
            targets: &within[1..],
        }
    }
}
