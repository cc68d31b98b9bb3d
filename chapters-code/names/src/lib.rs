//! The data of every step: the documents a model learns from, and the tokenizer
//! that turns them into numbers.

// ANCHOR: modules
pub mod corpus;
pub mod docs;
pub mod tokenizer;
// ANCHOR_END: modules

pub use corpus::Corpus;
pub use docs::{NAMES, docs};
pub use tokenizer::{Tokenizer, UnknownChar};
