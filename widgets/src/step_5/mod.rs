//! The widgets of Step 5, Adam.

use crate::Answers;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[];
