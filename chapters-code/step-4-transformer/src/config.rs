//! The size of a model, and the matrices that follow from it.

use std::error::Error;
use std::fmt;

// ANCHOR: config
/// The numbers that are chosen before training and fix a model's shape.
///
/// ```
/// use step_4_transformer::Config;
///
/// let config = Config::of_the_guide(27);
/// assert_eq!(config.head_dim(), 4);
/// assert_eq!(config.num_params(), 4192);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// Tokens in the vocabulary.
    pub vocab_size: usize,
    /// The most positions that a document can have.
    pub block_size: usize,
    /// Numbers per embedding.
    pub n_embd: usize,
    /// Heads per layer.
    pub n_head: usize,
    /// Layers.
    pub n_layer: usize,
}

impl Config {
    /// The model that the guide trains: 16 numbers, 4 heads, 1 layer.
    pub const fn of_the_guide(vocab_size: usize) -> Self {
        Config {
            vocab_size,
            block_size: 16,
            n_embd: 16,
            n_head: 4,
            n_layer: 1,
        }
    }

    /// Numbers per head.
    pub const fn head_dim(&self) -> usize {
        self.n_embd / self.n_head
    }
}
// ANCHOR_END: config

// ANCHOR: check
impl Config {
    /// Whether a model of this size can be built.
    ///
    /// # Errors
    ///
    /// If a size is 0, or `n_head` does not divide `n_embd`.
    ///
    /// ```
    /// use step_4_transformer::Config;
    ///
    /// let mut config = Config::of_the_guide(27);
    /// assert!(config.check().is_ok());
    /// config.n_head = 5;
    /// assert!(config.check().is_err());
    /// ```
    pub fn check(&self) -> Result<(), ConfigError> {
        let sizes = [
            ("vocab_size", self.vocab_size),
            ("block_size", self.block_size),
            ("n_embd", self.n_embd),
            ("n_head", self.n_head),
            ("n_layer", self.n_layer),
        ];
        if let Some((name, _)) = sizes.iter().find(|(_, size)| *size == 0) {
            return Err(ConfigError::Zero(name));
        }
        if !self.n_embd.is_multiple_of(self.n_head) {
            return Err(ConfigError::UnevenHeads {
                n_embd: self.n_embd,
                n_head: self.n_head,
            });
        }
        Ok(())
    }
}
// ANCHOR_END: check

// ANCHOR: config-error
/// Why a model of some size cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// The named size is 0.
    Zero(&'static str),
    /// The embedding cannot be cut into equal slices, one per head.
    UnevenHeads {
        /// Numbers per embedding.
        n_embd: usize,
        /// Heads per layer.
        n_head: usize,
    },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            ConfigError::Zero(name) => write!(f, "{name} must be at least 1"),
            ConfigError::UnevenHeads { n_embd, n_head } => write!(
                f,
                "{n_head} heads cannot share {n_embd} numbers evenly: \
                 n_head must divide n_embd"
            ),
        }
    }
}

impl Error for ConfigError {}
// ANCHOR_END: config-error

// ANCHOR: shapes
impl Config {
    /// Every matrix by its name and shape, `[n_out, n_in]`, in the order in
    /// which they lie in the flat parameters.
    ///
    /// ```
    /// let shapes = step_4_transformer::Config::of_the_guide(27).shapes();
    /// assert_eq!(shapes[0], ("wte".to_string(), [27, 16]));
    /// assert_eq!(shapes[3], ("layer0.attn_wq".to_string(), [16, 16]));
    /// ```
    pub fn shapes(&self) -> Vec<(String, [usize; 2])> {
        let Config {
            vocab_size,
            block_size,
            n_embd,
            ..
        } = *self;
        let mut shapes = vec![
            ("wte".to_string(), [vocab_size, n_embd]),
            ("wpe".to_string(), [block_size, n_embd]),
            ("lm_head".to_string(), [vocab_size, n_embd]),
        ];
        for layer in 0..self.n_layer {
            let name = |matrix| format!("layer{layer}.{matrix}");
            for matrix in ["attn_wq", "attn_wk", "attn_wv", "attn_wo"] {
                shapes.push((name(matrix), [n_embd, n_embd]));
            }
            shapes.push((name("mlp_fc1"), [4 * n_embd, n_embd]));
            shapes.push((name("mlp_fc2"), [n_embd, 4 * n_embd]));
        }
        shapes
    }
}
// ANCHOR_END: shapes

// ANCHOR: num-params
impl Config {
    /// How many parameters the matrices have in all.
    pub fn num_params(&self) -> usize {
        self.shapes()
            .iter()
            .map(|(_, [n_out, n_in])| n_out * n_in)
            .sum()
    }
}
// ANCHOR_END: num-params
