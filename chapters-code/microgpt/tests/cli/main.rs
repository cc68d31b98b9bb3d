//! The program as a reader runs it.

mod bench;
mod mistakes;
mod training;
#[cfg(unix)]
mod unix;
mod using;
