//! Beyond Step 0.

pub mod greedy;
