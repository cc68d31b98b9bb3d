//! How the book's programs print what the book shows.
//!
//! A number reaches a page in one of three ways: as a *fact*, which a sentence
//! includes by name, as a cell of a table, or as a mark in a figure. All are
//! printed by an example of the crate that computes them, and this crate is
//! what those examples print with.

mod chart;
mod chip;
mod facts;
mod heat_map;
mod number;
mod svg;
mod table;

pub use chart::{Axis, Bars, Chart, Plot};
pub use chip::chips;
pub use facts::Facts;
pub use heat_map::{Grid, HeatMap};
pub use number::{fixed, percent, thousands, three_digits, two_digits};
pub use svg::Svg;
pub use table::Table;
