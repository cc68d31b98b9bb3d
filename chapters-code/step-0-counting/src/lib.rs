//! Step 0: a language model that counts which letter follows which.
//!
//! Its whole memory is a table of counts, and counting is its training.

// ANCHOR: modules
pub mod counts;
pub mod loss;
pub mod sample;
pub mod train;

pub use counts::Counts;
pub use loss::mean_loss;
pub use sample::sample;
pub use train::train;
// ANCHOR_END: modules
