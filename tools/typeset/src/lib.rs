//! How the book's programs print what the book shows.
//!
//! A number reaches a page in one of two ways: as a *fact*, which a sentence
//! includes by name, or as a cell of a table. Both are printed by an example of
//! the crate that computes them, and this crate is what those examples print
//! with.

mod facts;
mod number;
mod table;

pub use facts::Facts;
pub use number::{fixed, thousands};
pub use table::Table;
