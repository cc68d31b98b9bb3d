//! What you write in Step 0.

mod s0_1_dataset;
pub use s0_1_dataset::*;

mod s0_2_tokenizer;
pub use s0_2_tokenizer::*;

mod s0_3_count_table;
pub use s0_3_count_table::*;

mod s0_4_model;
pub use s0_4_model::*;

mod s0_5_training;
pub use s0_5_training::*;

mod s0_6_loss;
pub use s0_6_loss::*;

mod s0_7_inference;
pub use s0_7_inference::*;
