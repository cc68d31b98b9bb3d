//! The cost of a step, counted before it is taken: numbers on the tape, bytes,
//! and operations, from the size of the model and the length of a document.

use std::ops::{Add, Mul};

use step_2_autograd::Op;
use step_4_transformer::Config;

/// How many numbers Step 5 puts on the tape for a document of `n` pairs, the
/// parameters among them.
///
/// ```
/// use step_4_transformer::Config;
/// use step_6_efficiency::cost::nodes_on_tape;
///
/// // A name of six letters makes seven pairs.
/// assert_eq!(nodes_on_tape(&Config::of_the_guide(27), 7), 12_151);
/// ```
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn nodes_on_tape(config: &Config, n: usize) -> usize {
    config.num_params() + nodes_of_loss(config, n) as usize
}

/// How many numbers the loss of a document of `n` pairs, at least one, takes
/// on the tape, the parameters aside.
///
/// An `f64`, since no size makes one overflow; beyond 2^53 the number is not
/// exact, and far beyond what fits into memory.
///
/// ```
/// use step_4_transformer::Config;
/// use step_6_efficiency::cost::nodes_of_loss;
///
/// let mut config = Config::of_the_guide(27);
/// assert_eq!(nodes_of_loss(&config, 7), 7_959.0);
/// config.n_layer = usize::MAX;
/// assert!(nodes_of_loss(&config, 7) > 1e22);
/// ```
pub fn nodes_of_loss(config: &Config, n: usize) -> f64 {
    let Config {
        vocab_size,
        n_embd,
        n_head,
        n_layer,
        ..
    } = *config;
    let [n, vocab_size, n_embd] = [n, vocab_size, n_embd].map(|it| it as f64);
    let [n_head, n_layer] = [n_head, n_layer].map(|it| it as f64);
    let norm = 4.0 + n_embd; // Square, mean, addition, power; the products.
    let softmax = |len| 4.0 * len - 1.0; // Subtract, exp, sum, divide.
    // A dot product of numbers that do not lie side by side.
    let dot = |len| 2.0 * len - 1.0;
    // All that follows is linear in the positions that one sees, so that `n`
    // positions take `n` times what the mean one does.
    let seen = f64::midpoint(1.0, n);
    let scores = 2.0 * seen; // A dot product in one number; the scale.
    let head = scores + softmax(seen) + n_embd / n_head * dot(seen);
    let wo = dot(n_embd) * n_embd;
    let attention = norm + 3.0 * n_embd + n_head * head + wo;
    let mlp = norm + 4.0 * n_embd + 4.0 * n_embd + n_embd;
    let layers = n_layer * (attention + mlp + 2.0 * n_embd); // The residuals.
    let loss = softmax(vocab_size) + 2.0; // The logarithm and its sign.
    let position = n_embd + norm + layers + vocab_size + loss;
    // What one head has gathered from one position does lie side by side.
    let in_line = if n_head == 1.0 { wo - n_embd } else { 0.0 };
    n * position - n_layer * in_line + n // The sum of the losses; the mean.
}

// ANCHOR: bytes
/// Bytes of the tape and of the gradient for so many numbers: the number, what
/// made it, and its slope.
///
/// ```
/// assert_eq!(step_6_efficiency::cost::tape_bytes(1000), 32_000);
/// ```
pub const fn tape_bytes(num_nodes: usize) -> usize {
    num_nodes * (size_of::<f64>() + size_of::<Op>() + size_of::<f64>())
}

/// Bytes that every step of any engine reads and writes: a parameter, its
/// gradient and its two moments, of `size` bytes each.
///
/// ```
/// use step_4_transformer::Config;
/// use step_6_efficiency::cost::state_bytes;
///
/// assert_eq!(state_bytes(&Config::of_the_guide(27), 4), 67_072);
/// ```
pub fn state_bytes(config: &Config, size: usize) -> usize {
    4 * config.num_params() * size
}
// ANCHOR_END: bytes

/// Operations on numbers, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Operations {
    /// `a * b`
    pub multiplications: usize,
    /// `a + b`, `a - b`
    pub additions: usize,
    /// `a / b`
    pub divisions: usize,
    /// exp, ln and powers
    pub functions: usize,
}

impl Operations {
    fn multiplications(multiplications: usize) -> Self {
        Operations {
            multiplications,
            ..Operations::default()
        }
    }

    fn additions(additions: usize) -> Self {
        Operations {
            additions,
            ..Operations::default()
        }
    }

    fn divisions(divisions: usize) -> Self {
        Operations {
            divisions,
            ..Operations::default()
        }
    }

    fn functions(functions: usize) -> Self {
        Operations {
            functions,
            ..Operations::default()
        }
    }

    fn dot(len: usize) -> Self {
        Operations::multiplications(len) + Operations::additions(len - 1)
    }

    fn softmax(len: usize) -> Self {
        let sum = Operations::additions(2 * len - 1);
        sum + Operations::divisions(len) + Operations::functions(len)
    }

    /// All of them, each counted as one.
    pub const fn total(self) -> usize {
        let plain = self.multiplications + self.additions;
        plain + self.divisions + self.functions
    }
}

impl Add for Operations {
    type Output = Self;

    fn add(self, b: Self) -> Self {
        Operations {
            multiplications: self.multiplications + b.multiplications,
            additions: self.additions + b.additions,
            divisions: self.divisions + b.divisions,
            functions: self.functions + b.functions,
        }
    }
}

impl Mul<usize> for Operations {
    type Output = Self;

    fn mul(self, times: usize) -> Self {
        Operations {
            multiplications: self.multiplications * times,
            additions: self.additions * times,
            divisions: self.divisions * times,
            functions: self.functions * times,
        }
    }
}

/// The operations of the way forward, for a document of `n` pairs.
///
/// ```
/// use step_4_transformer::Config;
/// use step_6_efficiency::cost::forward;
///
/// let seven = forward(&Config::of_the_guide(27), 7);
/// assert!(seven.multiplications > 7 * 3504); // The matrices alone.
/// ```
pub fn forward(config: &Config, n: usize) -> Operations {
    let Config {
        vocab_size, n_embd, ..
    } = *config;
    let linear = |n_out, n_in| Operations::dot(n_in) * n_out;
    let sum = Operations::additions(n_embd);
    let norm = Operations {
        multiplications: n_embd,
        additions: 1,
        divisions: 1,
        functions: 1,
    };
    let norm = Operations::dot(n_embd) + norm;
    let head = |seen| {
        let score =
            Operations::dot(config.head_dim()) + Operations::divisions(1);
        let gather = linear(config.head_dim(), seen);
        score * seen + Operations::softmax(seen) + gather
    };
    let layer = |seen| {
        let attention = linear(4 * n_embd, n_embd) + head(seen) * config.n_head;
        let fc1 = linear(4 * n_embd, n_embd);
        let mlp = fc1 + linear(n_embd, 4 * n_embd);
        attention + mlp + (norm + sum) * 2
    };
    let position = |seen| {
        let loss = Operations::softmax(vocab_size) + Operations::functions(1);
        let layers = layer(seen) * config.n_layer;
        sum + norm + layers + linear(vocab_size, n_embd) + loss
    };
    let mean = Operations::additions(n - 1) + Operations::divisions(1);
    (1..=n).map(position).fold(mean, Add::add)
}

/// Floating point operations of one training step by part: where the time has
/// to go, if every operation took as long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepCost {
    /// Products with the matrices of parameters, forward and backward.
    pub matrices: usize,
    /// Products of queries with keys and of weights with values, likewise.
    pub attention: usize,
    /// The norms and softmaxes between them.
    pub norms_and_softmax: usize,
    /// The update of all parameters.
    pub adam: usize,
}

/// The operations of a step on a document of `n` pairs. A multiplication and
/// its addition are two. On the way back every product costs twice what it
/// cost on the way forward, once for either factor's gradient.
///
/// ```
/// use step_4_transformer::Config;
/// use step_6_efficiency::cost::step;
///
/// let seven = step(&Config::of_the_guide(27), 7);
/// assert_eq!(seven.matrices, 6 * 7 * 3504);
/// assert_eq!(seven.attention, 6 * 28 * 32);
/// ```
pub fn step(config: &Config, n: usize) -> StepCost {
    let Config {
        vocab_size,
        n_embd,
        n_head,
        n_layer,
        ..
    } = *config;
    let pairs = n * (n + 1) / 2; // Queries with the keys that they see.
    let weights = n_layer * 12 * n_embd * n_embd + vocab_size * n_embd;
    let norms = n * (2 * n_layer + 1) * n_embd;
    let logits = n * vocab_size + n_layer * n_head * pairs;
    StepCost {
        matrices: 6 * n * weights,
        attention: 6 * n_layer * pairs * 2 * n_embd,
        norms_and_softmax: (NORM + NORM_BACKWARD) * norms
            + (SOFTMAX + SOFTMAX_BACKWARD) * logits,
        adam: ADAM * config.num_params(),
    }
}

/// Square, add, scale.
const NORM: usize = 3;
/// The dot product with the output, its part subtracted, scale.
const NORM_BACKWARD: usize = 5;
/// Subtract, exp, add, divide.
const SOFTMAX: usize = 4;
/// The dot product with the gradient, subtract, multiply.
const SOFTMAX_BACKWARD: usize = 4;
/// Three for `m`, four for `v`, five to move: multiply by the rate, root, add
/// epsilon, divide, subtract.
const ADAM: usize = 12;
