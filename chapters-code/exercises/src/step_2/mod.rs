//! Beyond Step 2.

pub mod dual;
