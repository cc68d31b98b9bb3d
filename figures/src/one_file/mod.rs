//! The one file.

mod facts;

use crate::{Chapter, facts};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "one-file",
    figures: &[facts("one-file-facts", facts::figure)],
};
