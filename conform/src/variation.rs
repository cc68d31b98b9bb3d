//! The reference run with something changed.
//!
//! Whoever writes a port of microGPT makes one of a small number of changes,
//! and each leads to other losses. A [`Variation`] says what is changed, a
//! [`Trial`] trains with it, and the [`catalogue`] has a name for each. Without
//! a change, a trial is Step 5, to the last bit.

pub mod catalogue;
pub mod draws;
pub mod network;
pub mod optimizer;
pub mod single;
pub mod trial;

pub use catalogue::{VARIANTS, Variant};
pub use trial::{Sampling, TEMPERATURE, Trial};

use step_1_gradient_descent::parameters::INIT_STD_DEV;
use step_4_transformer::Config;
use step_5_adam::{BETA1, BETA2, EPS, LEARNING_RATE};

/// All that is chosen in the reference run, each to be chosen otherwise.
///
/// ```
/// use conform::variation::{Trial, Variation};
///
/// let mut losses = Trial::new(Variation::default());
/// assert_eq!(format!("{:.4}", losses.next().expect("a loss")), "3.3660");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Variation {
    /// The start: all that stands before training.
    pub start: Start,
    /// How a token becomes logits.
    pub model: Model,
    /// How the parameters change.
    pub training: Training,
}

/// The start: all that stands before training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    /// Where the stream of random numbers starts.
    pub seed: u32,
    /// In which order the names come.
    pub documents: Documents,
    /// How the initial weights are drawn.
    pub law: Law,
    /// The standard deviation of the weights, where the law leaves it open.
    pub spread: f64,
    /// In which order they are drawn.
    pub order: Order,
    /// Whether `attn_wo` and `mlp_fc2` are drawn with a spread of 0.
    pub zero_outputs: bool,
}

/// In which order the names come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Documents {
    /// Shuffled once, then one after another.
    Shuffled,
    /// As the file has them.
    Listed,
    /// Shuffled, and then each step draws any of them: `random.choice(docs)`.
    Drawn,
}

/// How the initial weights are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// Normal, each pair of Box and Muller used up: `random.gauss`.
    Gauss,
    /// Normal, of each pair the first.
    FreshGauss,
    /// Uniform, as wide as the shape of the matrix says (Glorot and Bengio,
    /// 2010).
    Xavier,
}

/// In which order the initial weights are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As from Step 4 on: `lm_head` is third.
    HeadThird,
    /// As in Step 3: `lm_head` is last.
    HeadLast,
    /// As from Step 4 on, but what [`linear`](step_2_autograd::linear) takes
    /// is drawn column by column.
    Transposed,
}

/// How a token becomes logits.
#[derive(Clone, Copy, Debug, PartialEq)]
// Each is a switch of its own.
#[allow(clippy::struct_excessive_bools)]
pub struct Model {
    /// The most positions that a document can have.
    pub block_size: usize,
    /// Heads.
    pub n_head: usize,
    /// How a vector is brought to scale.
    pub norm: Norm,
    /// Whether the sum of the embeddings is.
    pub embedding_norm: bool,
    /// Whether the vector that becomes logits is.
    pub final_norm: bool,
    /// The use of the position embeddings.
    pub positions: Positions,
    /// The vector that attention and MLP are added to.
    pub residual: Residual,
    /// The factor of the queries before `q · k / sqrt(head_dim)`.
    pub query_factor: f64,
    /// Whether a later position has no gradient for keys and values.
    pub cut_gradients: bool,
    /// The function between the two layers of the MLP.
    pub activation: Activation,
    /// Whether `wte` is also `lm_head`, which is not drawn then.
    pub tied: bool,
}

/// How a vector is brought to scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Norm {
    /// By its mean square, to which this is added.
    Rms(f64),
    /// By its variance, after its mean is subtracted.
    Layer,
}

/// The use of the position embeddings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Positions {
    /// They are added to those of the tokens.
    Added,
    /// They are drawn and not used.
    Unused,
    /// They are not even drawn.
    Absent,
}

/// The vector that attention and MLP are added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Residual {
    /// The vector as it was.
    Plain,
    /// The vector as it was normalised for them.
    Normed,
    /// Nothing.
    None,
}

/// The function between the two layers of the MLP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// `max(0, x)`
    Relu,
    /// Nothing.
    None,
    /// `max(0, x)²`
    ReluSquared,
    /// `x Φ(x)`, with the error function.
    Gelu,
    /// The same, approximated with a hyperbolic tangent.
    GeluTanh,
    /// `x / (1 + exp(-x))`
    Silu,
}

/// How the parameters change.
#[derive(Clone, Copy, Debug, PartialEq)]
// Each is a switch of its own.
#[allow(clippy::struct_excessive_bools)]
pub struct Training {
    /// How many steps are planned, over which the rate decays.
    pub num_steps: usize,
    /// The learning rate of the first step.
    pub rate: f64,
    /// How it becomes less.
    pub decay: Decay,
    /// Whether Adam has no part in it.
    pub sgd: bool,
    /// How much of the mean gradient a step keeps.
    pub beta1: f64,
    /// How much of the mean square a step keeps.
    pub beta2: f64,
    /// The number that no divisor is less than.
    pub eps: f64,
    /// Whether it is added before the root is taken.
    pub eps_inside: bool,
    /// Whether the means are corrected for having begun at 0.
    pub bias_correction: bool,
    /// The share that every parameter loses in a step, times the rate
    /// (Loshchilov and Hutter, 2019).
    pub weight_decay: f64,
    /// The length that the gradient is cut down to.
    pub clip: f64,
    /// Whether the gradient of earlier steps is still in it.
    pub accumulate: bool,
    /// The loss that is minimised, and the one that is printed.
    pub objective: Objective,
    /// Whether BOS follows a name.
    pub end_token: bool,
    /// Whether every number is rounded to an `f32`.
    pub single: bool,
}

/// How the learning rate becomes less. `s` counts from 0 to `n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decay {
    /// `1 - s / n`
    Linear,
    /// `1 - s / (n - 1)`
    ToZero,
    /// `1 - (s + 1) / n`
    FromOne,
    /// `(1 + cos(π s / n)) / 2`
    Cosine,
    /// 1
    None,
}

/// The loss that is minimised, and the one that is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// The mean over the tokens of a name.
    Mean,
    /// Their sum.
    Sum,
    /// The sum is minimised, the mean is printed.
    SumShownAsMean,
}

impl Default for Start {
    fn default() -> Self {
        Start {
            seed: 42,
            documents: Documents::Shuffled,
            law: Law::Gauss,
            spread: INIT_STD_DEV,
            order: Order::HeadThird,
            zero_outputs: false,
        }
    }
}

impl Default for Model {
    fn default() -> Self {
        let config = Config::of_the_guide(0);
        Model {
            block_size: config.block_size,
            n_head: config.n_head,
            norm: Norm::Rms(1e-5),
            embedding_norm: true,
            final_norm: false,
            positions: Positions::Added,
            residual: Residual::Plain,
            query_factor: 1.0,
            cut_gradients: false,
            activation: Activation::Relu,
            tied: false,
        }
    }
}

impl Default for Training {
    fn default() -> Self {
        Training {
            num_steps: 1000,
            rate: LEARNING_RATE,
            decay: Decay::Linear,
            sgd: false,
            beta1: BETA1,
            beta2: BETA2,
            eps: EPS,
            eps_inside: false,
            bias_correction: true,
            weight_decay: 0.0,
            clip: f64::INFINITY,
            accumulate: false,
            objective: Objective::Mean,
            end_token: true,
            single: false,
        }
    }
}

impl Variation {
    /// The size of its model.
    pub fn config(&self, vocab_size: usize) -> Config {
        Config {
            block_size: self.model.block_size,
            n_head: self.model.n_head,
            ..Config::of_the_guide(vocab_size)
        }
    }
}
