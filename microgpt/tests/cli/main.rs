//! The program as a reader runs it.

mod bench;
mod conforming;
mod exporting;
mod mistakes;
mod options;
mod text;
mod training;
#[cfg(unix)]
mod unix;
mod using;
