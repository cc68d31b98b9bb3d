//! Beyond Step 5.

pub mod clip;
pub mod decay;
pub mod numerals;
pub mod schedule;
pub mod top_k;
