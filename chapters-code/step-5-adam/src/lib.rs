//! Step 5: the Adam optimizer, and with it the complete microGPT.

pub mod adam;
pub mod train;

pub use adam::Adam;
pub use train::{LEARNING_RATE, Trainer, train};
