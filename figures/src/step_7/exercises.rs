//! Results of Step 7's exercises.

pub mod claims;
pub mod coded;
pub mod copied;
pub mod facts;
pub mod kept;
pub mod other_merges;
pub mod strides;

use std::sync::{Arc, LazyLock};

use step_7_text::Table;

use super::tables::{CHOSEN, table};

/// The table of five characters.
pub static TABLE: LazyLock<Arc<Table>> = LazyLock::new(|| table(CHOSEN));

/// The end of a past, as far as the table sees it.
pub fn seen_of(past: &[usize]) -> &[usize] {
    &past[past.len().saturating_sub(CHOSEN)..]
}
