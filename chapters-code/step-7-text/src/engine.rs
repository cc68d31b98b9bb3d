//! The engine: Step 6's, for batches of windows of a text.
//!
//! All windows of a share lie side by side, so that one product of matrices
//! serves them all. In this order, each module stands on those before it:
//! `shape`, `attention`, `layers`, `bends`, `turning`, `pass`, `trainer`.

pub mod attention;
pub mod bends;
pub mod layers;
pub mod pass;
pub mod shape;
pub mod trainer;
pub mod turning;
