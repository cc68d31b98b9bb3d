//! The reference run.

mod facts;
mod reference_losses;
mod reference_names;

use crate::{Chapter, facts, table};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "names",
    figures: &[
        facts("names-facts", facts::figure),
        table("reference-losses", reference_losses::figure),
        table("reference-names", reference_names::figure),
    ],
};
