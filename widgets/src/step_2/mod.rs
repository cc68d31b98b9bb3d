//! The widgets of Step 2, Autograd.

use crate::Answers;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[];
