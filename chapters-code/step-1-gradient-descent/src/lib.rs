//! Step 1: a small neural network in plain `f64`, its gradient found in two
//! ways, and gradient descent.

// ANCHOR: modules
pub mod analytic;
pub mod layers;
pub mod matrix;
pub mod mlp;
pub mod numerical;
pub mod parameters;
pub mod train;

pub use analytic::analytic_gradient;
pub use layers::{at_temperature, linear, relu, softmax};
pub use matrix::Matrix;
pub use mlp::{Mlp, N_EMBD, N_HIDDEN, num_params};
pub use numerical::numerical_gradient;
pub use parameters::initial_parameters;
pub use train::{linear_decay, sgd_step, train};
// ANCHOR_END: modules
