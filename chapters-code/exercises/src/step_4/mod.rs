//! Beyond Step 4.

pub mod without;
