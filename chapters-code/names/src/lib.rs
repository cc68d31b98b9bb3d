//! What every step of the book starts from: the documents a model learns
//! from, the tokenizer that turns them into numbers, and the random numbers of
//! the original program.

// ANCHOR: modules
pub mod corpus;
pub mod docs;
pub mod math;
pub mod python_random;
pub mod tokenizer;
// ANCHOR_END: modules

pub use corpus::Corpus;
pub use docs::{NAMES, docs};
pub use python_random::PythonRandom;
pub use tokenizer::{Tokenizer, UnknownChar};
