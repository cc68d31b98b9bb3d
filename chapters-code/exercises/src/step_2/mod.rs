//! Beyond Step 2.

pub mod cross_entropy;
pub mod dual;
