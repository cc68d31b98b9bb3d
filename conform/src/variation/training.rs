//! How the parameters change, each part to be chosen otherwise.

use step_5_adam::{BETA1, BETA2, EPS, LEARNING_RATE};

/// How the parameters change.
#[derive(Clone, Copy, Debug, PartialEq)]
// Each is a switch of its own.
#[allow(clippy::struct_excessive_bools)]
pub struct Training {
    /// How many steps are planned, over which the rate decays.
    pub num_steps: usize,
    /// How many names a step learns from.
    pub batch: usize,
    /// Whether BOS comes before a name.
    pub start_token: bool,
    /// Whether it follows a name.
    pub end_token: bool,
    /// The loss that is minimised.
    pub objective: Objective,
    /// Added to a probability before its logarithm is taken.
    pub ln_eps: f64,
    /// Whether probabilities are taken for logits once more.
    pub softmax_twice: bool,
    /// What becomes of the loss before it is printed.
    pub shown: Shown,
    /// How the gradient is found.
    pub backward: Backward,
    /// Whether the gradient of earlier steps is still in it.
    pub accumulate: bool,
    /// The length that the gradient is cut down to.
    pub clip: f64,
    /// The size that each of its numbers is cut down to.
    pub clip_each: f64,
    /// The share of every parameter that is added to its gradient.
    pub l2: f64,
    /// The matrices that never change.
    pub frozen: &'static [&'static str],
    /// What is done with the gradient.
    pub update: Update,
    /// The learning rate of the first step.
    pub rate: f64,
    /// How it becomes less.
    pub decay: Decay,
    /// How much of the mean gradient a step keeps.
    pub beta1: f64,
    /// How much of the mean square a step keeps.
    pub beta2: f64,
    /// The number that no divisor is less than.
    pub eps: f64,
    /// What the mean gradient is divided by.
    pub divisor: Divisor,
    /// Which means are corrected for having begun at 0.
    pub correction: Correction,
    /// Which step the first is, to that correction.
    pub first_step: f64,
    /// The share that every parameter loses in a step, times the rate
    /// (Loshchilov and Hutter, 2019).
    pub weight_decay: f64,
    /// Whether every number is rounded to an `f32`.
    pub single: bool,
}

/// The loss that is minimised. A name has `n` pairs of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// The mean over the pairs of a name.
    Mean,
    /// Their sum.
    Sum,
    /// The sum is minimised, and the mean is printed.
    SumShownAsMean,
    /// Their sum over `n + 1`.
    SumOverTokens,
    /// Their sum over the block size.
    SumOverBlock,
}

/// What becomes of the loss before it is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// Nothing.
    Loss,
    /// It is computed again after the update.
    After,
    /// It is given in bits.
    Bits,
    /// The base of the natural logarithm is raised to it.
    Perplexity,
    /// The mean of all so far.
    MeanSoFar,
    /// A moving mean, which keeps this much of itself and begins with the
    /// first loss.
    Moving(f64),
}

/// How the gradient is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backward {
    /// As it should be.
    Sums,
    /// A number's gradient is the last that came to it, in the order of the
    /// original, which sorts the graph depth first.
    Last,
    /// The same, in the order in which the numbers were made, backwards.
    LastOnTape,
    /// From the loss on, a number as soon as it is reached: depth first.
    DepthFirst,
    /// The same, those that are reached first before the others.
    BreadthFirst,
    /// Right, but that a factor is taken for the other in a product.
    SwappedFactors,
    /// Right, but that `x^n` has the derivative `n x^n`.
    WrongPower,
}

/// What is done with the gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Update {
    /// Adam.
    Adam,
    /// Plain gradient descent.
    Descent,
    /// Gradient descent that keeps this much of its last step.
    Momentum(f64),
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
    /// `1 - max(0, s - 1) / n`
    Late,
    /// `1 - 0.9 s / n`
    ToTenth,
    /// `(1 + cos(π s / n)) / 2`
    Cosine,
    /// The same, down to a tenth.
    CosineToTenth,
    /// `1 - s / n`, times what rises to 1 in so many steps.
    WarmUp(usize),
    /// A rise in so many steps, and a cosine down to 0 over the others.
    WarmUpCosine(usize),
    /// A third, and 1 after 5 steps: `PyTorch`'s `LinearLR`.
    TorchLinear,
    /// 1
    None,
}

/// What Adam divides the mean gradient by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divisor {
    /// The root of the mean square, and ε.
    Root,
    /// The root of the mean square and ε.
    EpsInside,
    /// The root of the mean square and ε, and then both are corrected.
    EpsBeforeCorrection,
    /// The mean square, without a root, and ε.
    NoRoot,
}

/// Which of Adam's means are corrected for having begun at 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Both.
    Both,
    /// That of the gradient.
    First,
    /// That of its square.
    Second,
    /// Neither.
    None,
}

impl Default for Training {
    fn default() -> Self {
        Training {
            num_steps: 1000,
            batch: 1,
            start_token: true,
            end_token: true,
            objective: Objective::Mean,
            ln_eps: 0.0,
            softmax_twice: false,
            shown: Shown::Loss,
            backward: Backward::Sums,
            accumulate: false,
            clip: f64::INFINITY,
            clip_each: f64::INFINITY,
            l2: 0.0,
            frozen: &[],
            update: Update::Adam,
            rate: LEARNING_RATE,
            decay: Decay::Linear,
            beta1: BETA1,
            beta2: BETA2,
            eps: EPS,
            divisor: Divisor::Root,
            correction: Correction::Both,
            first_step: 1.0,
            weight_decay: 0.0,
            single: false,
        }
    }
}
