//! Whether a port of microGPT is right, and where not.
//!
//! The output of a port becomes a [`Port`]: losses and samples. It is compared
//! with the runs of the book's programs, and where it differs from them, with
//! those that have one thing changed ([`variation`]).

pub mod data;
pub mod evidence;
pub mod export;
pub mod header;
pub mod kinship;
pub mod learning;
pub mod log;
pub mod port;
pub mod reason;
pub mod reference;
pub mod report;
pub mod samples;
pub mod tell;
pub mod variation;
pub mod verdict;
pub mod words;

pub use log::Log;
pub use port::Port;
pub use verdict::compare;
