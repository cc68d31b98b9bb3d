//! The engine over matrices with one change: its product runs along rows. All
//! else is the engine's own source, compiled once more.

#![allow(dead_code)]

#[path = "../../src/matrix/dense.rs"]
pub mod dense;
#[path = "../../src/matrix/layers.rs"]
mod layers;
#[path = "../../src/matrix/model.rs"]
mod model;
mod product;
#[path = "../../src/matrix/trainer.rs"]
mod trainer;

pub use trainer::MatrixTrainer;
