//! Step 2: numbers that remember where they came from, so that the machine
//! can apply the chain rule; and the network of Step 1, trained by it.

// ANCHOR: modules
pub mod backward;
pub mod layers;
pub mod loss;
pub mod mlp;
pub mod op;
pub mod order;
pub mod scalar;
pub mod tape;
pub mod train;
pub mod value;

pub use backward::Gradients;
pub use layers::{linear, relu, softmax};
pub use loss::mean_loss;
pub use op::Op;
pub use scalar::Scalar;
pub use tape::Tape;
pub use train::train;
pub use value::Value;
// ANCHOR_END: modules
