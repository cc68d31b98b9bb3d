//! Memory that is not touched: the same arithmetic without an allocation in
//! the loop, and with every inner loop along rows.

pub mod buffers;
pub mod kernels;
pub mod layout;
pub mod trainer;

pub use trainer::Workspace;
