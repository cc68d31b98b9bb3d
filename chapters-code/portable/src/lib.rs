//! Numbers that are the same on every machine: the random numbers of the
//! original program, and elementary functions with the same bits everywhere.

// ANCHOR: modules
pub mod math;
pub mod python_random;
// ANCHOR_END: modules

pub use python_random::PythonRandom;
