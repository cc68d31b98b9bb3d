//! Step 7: the same model on a novel, where attention pays.

pub mod engine;
pub mod novel;
pub mod parts;
pub mod stream;
pub mod train;
pub mod vocabulary;
pub mod write;

pub use engine::trainer::TextTrainer;
pub use novel::{MOBY_DICK, Part, chapters};
pub use parts::{Attention, Parts};
pub use stream::{Windows, tiles};
pub use train::{
    Recipe, bits_per_character, evaluate, initial_parameters, train,
};
pub use vocabulary::{Characters, Vocabulary};
pub use write::Writer;
