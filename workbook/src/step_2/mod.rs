//! What you write in Step 2.

mod s2_2_value;
pub use s2_2_value::*;

mod s2_3_add_multiply;
pub use s2_3_add_multiply::*;

mod s2_4_more_operations;
pub use s2_4_more_operations::*;

mod s2_5_backward;
pub use s2_5_backward::*;

mod s2_6_parameters_as_values;
pub use s2_6_parameters_as_values::*;

mod s2_7_training;
pub use s2_7_training::*;
