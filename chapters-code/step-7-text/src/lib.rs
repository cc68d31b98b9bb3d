//! Step 7: the same model on a novel, where attention pays.

pub mod byte_pairs;
pub mod engine;
pub mod loss;
pub mod novel;
pub mod parts;
pub mod power_law;
pub mod questions;
pub mod scale;
pub mod stream;
pub mod table;
pub mod train;
pub mod vocabulary;
pub mod word_for_word;
pub mod writer;

pub use byte_pairs::{BytePairs, NotBytePairs, words};
pub use engine::trainer::TextTrainer;
pub use loss::{bits_per_character, mean_loss};
pub use novel::{MOBY_DICK, Part, chapters};
pub use parts::{Attention, Bend, Parts};
pub use power_law::PowerLaw;
pub use questions::{Lesson, Question, answer};
pub use stream::{Windows, tiles};
pub use table::{Table, write};
pub use train::{Recipe, evaluate, initial_parameters, train};
pub use vocabulary::{Characters, Vocabulary};
pub use word_for_word::Endings;
pub use writer::Writer;
