//! The widgets of Step 0, Counting.

use crate::{Answers, json};

pub mod next_token;

/// The questions of this step.
pub(crate) const ANSWERS: Answers =
    &[("next-token", |desk, q| json(next_token::answer(desk, q)))];
