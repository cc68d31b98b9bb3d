//! Beyond Step 2.

pub mod checkpoints;
pub mod cross_entropy;
pub mod dual;
pub mod stuck;
