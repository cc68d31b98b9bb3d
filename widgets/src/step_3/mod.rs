//! The widgets of Step 3, Attention.

use crate::Answers;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[];
