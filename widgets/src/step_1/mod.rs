//! The widgets of Step 1, Gradient Descent.

use crate::{Answers, json};

pub mod softmax_logits;

/// The questions of this step.
pub(crate) const ANSWERS: Answers =
    &[("softmax-logits", |_, q| json(softmax_logits::answer(q)))];
