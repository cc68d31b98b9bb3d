//! Beyond Step 1.

pub mod logit_table;
pub mod starts;
