//! The widgets of Step 4, Transformer.

use crate::Answers;

pub mod trace;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[];
