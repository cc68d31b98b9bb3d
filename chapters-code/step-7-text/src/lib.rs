//! Step 7: the same model on a novel, where attention pays.

pub mod engine;
pub mod novel;
pub mod parts;
pub mod stream;
pub mod vocabulary;

pub use engine::trainer::TextTrainer;
pub use novel::{MOBY_DICK, Part, chapters};
pub use parts::{Attention, Parts};
pub use stream::{Windows, tiles};
pub use vocabulary::{Characters, Vocabulary};
