//! Step 4: several heads and a loop over layers: a complete GPT.

pub mod cache;
pub mod config;
pub mod gpt;
pub mod heads;

pub use cache::Cache;
pub use config::{Config, ConfigError};
pub use gpt::{Gpt, Layer};
pub use heads::multi_head;
