//! "Windows Side by Side": the engine for batches of windows.

pub mod columns;
pub mod facts;
pub mod sums;
