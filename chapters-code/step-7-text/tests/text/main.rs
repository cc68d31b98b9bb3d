//! The tests of Step 7.

mod engine;
mod scale;
