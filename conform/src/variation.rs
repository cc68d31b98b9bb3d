//! The reference run with something changed.
//!
//! Whoever writes a port of microGPT makes one of a small number of changes,
//! and each leads to other losses. A [`Variation`] says what is changed, a
//! [`Trial`] trains with it, and the [`catalogue`] has a name for each. Without
//! a change, a trial is Step 5, to the last bit.

pub mod catalogue;
pub mod documents;
pub mod draws;
pub mod model;
pub mod network;
pub mod optimizer;
pub mod shown;
pub mod start;
pub mod stream;
pub mod tape;
pub mod training;
pub mod trial;

pub use catalogue::{VARIANTS, Variant};
pub use model::{
    Activation, Attention, Heads, Model, Norm, NormGradient, Positions,
    Residual,
};
pub use start::{
    Documents, Law, Listing, Order, Seeding, Shuffle, Start, Turn, Vocabulary,
};
pub use training::{
    Backward, Correction, Decay, Divisor, Objective, Shown, Training, Update,
};
pub use trial::{Sampling, TEMPERATURE, Trial};

use step_4_transformer::Config;

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

impl Variation {
    /// The size of its model.
    pub fn config(&self, vocab_size: usize) -> Config {
        Config {
            block_size: self.model.block_size,
            n_embd: self.model.n_embd,
            n_head: self.model.n_head,
            n_layer: self.model.n_layer,
            vocab_size,
        }
    }
}
