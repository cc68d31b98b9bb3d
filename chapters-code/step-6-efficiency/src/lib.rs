//! Step 6: the microGPT of Step 5, thousands of times as fast, one idea at a
//! time. Every engine is tested to be the tape's equal.

pub mod batch;
pub mod cost;
pub mod engine;
pub mod graph;
pub mod matrix;
pub mod vector;
pub mod workspace;

pub use batch::BatchTrainer;
pub use engine::{Engine, train};
