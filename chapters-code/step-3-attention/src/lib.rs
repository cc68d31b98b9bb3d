//! Step 3: a model that sees what came before: position embeddings, RMSNorm,
//! one head of attention with its cache, residual connections.

// ANCHOR: modules
pub mod attention;
pub mod cache;
pub mod gpt;
pub mod norm;

pub use attention::{attention_weights, weighted_sum};
pub use cache::Cache;
pub use gpt::{BLOCK_SIZE, Gpt, num_params};
pub use norm::rms_norm;
// ANCHOR_END: modules
