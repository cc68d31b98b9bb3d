//! What a model of any size takes: operations, memory, messages and time.

use step_4_transformer::Config;

pub mod published;

// ANCHOR: operations
/// Operations on a token, on average over a full window. A multiplication and
/// its addition are two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Operations {
    /// Products with the matrices of parameters.
    pub matrices: f64,
    /// Products of queries with keys and of weights with values.
    pub attention: f64,
}

/// Those of the way forward. A query meets half of a window, on average.
///
/// ```
/// use step_4_transformer::Config;
/// use step_7_text::scale::forward;
///
/// let small = forward(&Config::of_the_guide(27));
/// assert_eq!(small.matrices, 2.0 * 3504.0);
/// assert_eq!(small.attention, 4.0 * 8.5 * 16.0);
/// ```
pub fn forward(config: &Config) -> Operations {
    let across = (config.n_layer * config.n_embd) as f64;
    let layers = 12.0 * across * config.n_embd as f64;
    let lm_head = config.vocab_size as f64 * config.n_embd as f64;
    let seen = (config.block_size + 1) as f64 / 2.0;
    Operations {
        matrices: 2.0 * (layers + lm_head),
        attention: 4.0 * seen * across,
    }
}
// ANCHOR_END: operations

// ANCHOR: training
/// Operations of training on one token: the way back takes each product twice,
/// once for either factor's gradient.
///
/// ```
/// use step_4_transformer::Config;
/// use step_7_text::scale::training;
///
/// let config = Config::of_the_guide(27);
/// assert_eq!(training(&config), 3.0 * (7008.0 + 544.0));
/// ```
pub fn training(config: &Config) -> f64 {
    let Operations {
        matrices,
        attention,
    } = forward(config);
    3.0 * (matrices + attention)
}

/// The same by a rule of thumb: six for every parameter.
///
/// ```
/// use step_4_transformer::Config;
/// use step_7_text::scale::six_per_parameter;
///
/// let config = Config::of_the_guide(27);
/// assert_eq!(six_per_parameter(&config), 6.0 * 4192.0);
/// ```
pub fn six_per_parameter(config: &Config) -> f64 {
    6.0 * parameters(config)
}

/// How many parameters there are: of the largest models, more than the `usize`
/// of every machine can count.
///
/// ```
/// use step_4_transformer::Config;
/// use step_7_text::scale::parameters;
///
/// assert_eq!(parameters(&Config::of_the_guide(27)), 4192.0);
/// ```
pub fn parameters(config: &Config) -> f64 {
    let shapes = config.shapes().into_iter().map(|(_, shape)| shape);
    shapes
        .map(|[rows, columns]| rows as f64 * columns as f64)
        .sum()
}
// ANCHOR_END: training

// ANCHOR: memory
/// Numbers that training keeps from step to step: the parameters, their
/// gradient and Adam's two means.
///
/// ```
/// use step_4_transformer::Config;
/// use step_7_text::scale::state;
///
/// assert_eq!(state(&Config::of_the_guide(27)), 4.0 * 4192.0);
/// ```
pub fn state(config: &Config) -> f64 {
    4.0 * parameters(config)
}

/// Numbers that the way forward keeps for the way back, for each position of
/// a full window: the rows of a layer, the factors of its two norms, and its
/// heads' weights; at the ends the embedding, its factor, and the logits.
///
/// ```
/// use step_4_transformer::Config;
/// use step_7_text::scale::kept;
///
/// let layer = 12 * 16 + 2 + 4 * 16;
/// assert_eq!(kept(&Config::of_the_guide(27)), layer + 2 * 16 + 1 + 27);
/// ```
pub fn kept(config: &Config) -> usize {
    let weights = config.n_head * config.block_size;
    let layer = 12 * config.n_embd + 2 + weights;
    config.n_layer * layer + 2 * config.n_embd + 1 + config.vocab_size
}

/// Numbers that writing keeps for each position: keys and values.
///
/// ```
/// use step_4_transformer::Config;
/// use step_7_text::scale::cached;
///
/// assert_eq!(cached(&Config::of_the_guide(27)), 2 * 16);
/// ```
pub const fn cached(config: &Config) -> usize {
    2 * config.n_layer * config.n_embd
}
// ANCHOR_END: memory

// ANCHOR: machines
/// Numbers that each machine of a ring sends so that all of them have the sum
/// of all gradients: every machine but one adds to a part of the sum, and
/// every machine but one is told it.
///
/// ```
/// use step_7_text::scale::sent;
///
/// assert_eq!(sent(1000.0, 1), 0.0);
/// assert_eq!(sent(1000.0, 4), 1500.0);
/// ```
pub fn sent(parameters: f64, machines: usize) -> f64 {
    2.0 * parameters * (machines - 1) as f64 / machines as f64
}

/// The time of so many operations in seconds, on some machines that reach a
/// share of their peak, which is in operations per second.
///
/// ```
/// use step_7_text::scale::seconds;
///
/// assert_eq!(seconds(1e15, 10, 1e12, 0.5), 200.0);
/// ```
pub fn seconds(operations: f64, machines: usize, peak: f64, share: f64) -> f64 {
    operations / (machines as f64 * peak * share)
}
// ANCHOR_END: machines
