//! Beyond Step 1.

pub mod starts;
