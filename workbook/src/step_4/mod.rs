//! What you write in Step 4.

mod s4_1_config;
pub use s4_1_config::*;

mod s4_3_heads;
pub use s4_3_heads::*;

mod s4_4_layers;
pub use s4_4_layers::*;

mod s4_5_cache;
pub use s4_5_cache::*;
