//! Beyond Step 1.

pub mod batch;
pub mod logit_table;
pub mod starts;
pub mod tanh;
