//! What you write in Step 1.

mod s1_2_parameters;
pub use s1_2_parameters::*;

mod s1_3_linear_softmax;
pub use s1_3_linear_softmax::*;

mod s1_4_mlp;
pub use s1_4_mlp::*;

mod s1_6_numerical_gradient;
pub use s1_6_numerical_gradient::*;

mod s1_7_analytic_gradient;
pub use s1_7_analytic_gradient::*;

mod s1_9_training;
pub use s1_9_training::*;
