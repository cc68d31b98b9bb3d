//! Vectors: the same arithmetic on many numbers at once. A lane is a position:
//! what Step 4 does for one, an instruction does for eight.

pub mod adam;
pub mod attention;
pub mod float;
pub mod functions;
pub mod lanes;
pub mod layers;
pub mod level;
pub mod memory;
pub mod model;
pub mod pass;
pub mod product;
pub mod simd;
pub mod trainer;
#[cfg(target_arch = "x86_64")]
pub mod x86;

pub use lanes::Lanes;
pub use level::Level;
pub use simd::{Float, Vector};
pub use trainer::VectorTrainer;
