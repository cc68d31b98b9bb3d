//! Beyond Step 7.

pub mod coder;
pub mod copies;
pub mod merges;
pub mod strided;
pub mod top_p;
pub mod units;
