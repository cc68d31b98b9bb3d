//! 4.1 What Changes
//!
//! The page: `src/step-4-transformer/4.1-what-changes.md`.

use std::error::Error;
use std::fmt;

/// The numbers that are chosen before training and fix a model's shape.
///
/// ```
/// use workbook::step_4::Config;
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
        todo!()
    }

    /// Whether a model of this size can be built.
    ///
    /// # Errors
    ///
    /// If a size is 0, or `n_head` does not divide `n_embd`.
    ///
    /// ```
    /// use workbook::step_4::Config;
    ///
    /// let mut config = Config::of_the_guide(27);
    /// assert!(config.check().is_ok());
    /// config.n_head = 5;
    /// assert!(config.check().is_err());
    /// ```
    pub fn check(&self) -> Result<(), ConfigError> {
        todo!()
    }
}

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
