//! The widgets of Step 4, Transformer.

use crate::Answers;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[];
