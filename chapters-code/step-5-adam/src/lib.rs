//! Step 5: the Adam optimizer, and with it the complete microGPT.

// ANCHOR: modules
pub mod adam;
pub mod train;

pub use adam::{Adam, BETA1, BETA2, EPS};
pub use train::{LEARNING_RATE, Trainer, train};
// ANCHOR_END: modules
