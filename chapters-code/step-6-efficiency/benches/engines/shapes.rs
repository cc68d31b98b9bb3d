//! The shapes of a graph between those of the book: one thing changed at a
//! time.

#![allow(dead_code)]

mod pointers;
mod tape;

#[path = "../../src/graph/shape.rs"]
mod shape;
#[path = "../../src/graph/trainer.rs"]
mod trainer;

pub use pointers::{AsMade, Order, Pointers, QuickHash, Sorted};
pub use tape::TapeWithoutDot;
pub use trainer::GraphTrainer;
