//! Beyond Step 0.

pub mod backwards;
pub mod greedy;
pub mod leaning;
pub mod merge;
