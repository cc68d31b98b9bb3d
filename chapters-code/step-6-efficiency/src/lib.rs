//! Step 6: the microGPT of Step 5, thousands of times as fast, one idea at a
//! time. Every engine is tested to be the tape's equal.
//!
//! No two modules use one another. In this order, each stands on some of those
//! before it:
//!
//! - [`cost`], what a step costs, and [`engine`], what all engines share;
//! - [`graph`]: `shape`; `arena` and `pointers`; `trainer`;
//! - [`matrix`]: `dense`, `product`; `layers`, `model`, `trainer`;
//! - [`workspace`]: `layout`, `buffers` and `kernels`; `trainer`;
//! - [`vector`]: `simd`, the traits; `float`, `lanes` and `x86`, which have
//!   them; `level`; `functions`, `memory` and `product`; `layers`,
//!   `attention`, `model`, `adam`, `pass`, `trainer`;
//! - [`batch`].

pub mod batch;
pub mod cost;
pub mod engine;
pub mod graph;
pub mod matrix;
pub mod vector;
pub mod workspace;

pub use batch::BatchTrainer;
pub use engine::{Engine, train};
