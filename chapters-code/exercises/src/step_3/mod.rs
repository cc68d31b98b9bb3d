//! Beyond Step 3.

pub mod leak;
