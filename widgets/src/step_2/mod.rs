//! The widgets of Step 2, Autograd.

use crate::{Answers, json};

pub mod expression;
pub mod expression_graph;
pub mod graph;
pub mod local_gradients;
pub mod number;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[
    ("expression-graph", |_, q| json(expression_graph::answer(q))),
    ("local-gradients", |_, q| json(local_gradients::answer(q))),
];
