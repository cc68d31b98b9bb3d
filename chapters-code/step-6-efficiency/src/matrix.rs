//! The gradient by hand, for a whole document at once: matrices instead of
//! numbers.

pub mod dense;
pub mod layers;
pub mod model;
mod product;
pub mod trainer;

pub use dense::Matrix;
pub use model::loss_and_gradient;
pub use trainer::MatrixTrainer;
