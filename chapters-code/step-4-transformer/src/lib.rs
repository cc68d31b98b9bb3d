//! Step 4: several heads and a loop over layers: a complete GPT.

// ANCHOR: modules
pub mod cache;
pub mod config;
pub mod gpt;
pub mod heads;

pub use cache::Cache;
pub use config::{Config, ConfigError};
pub use gpt::{Gpt, Layer};
pub use heads::multi_head;
// ANCHOR_END: modules
