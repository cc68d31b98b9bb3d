//! The widget of the appendix on ports.

use crate::{Answers, json};

pub mod port_verdict;

/// The questions of this appendix.
pub(crate) const ANSWERS: Answers = &[
    ("port-losses", |desk, q| json(port_verdict::losses(desk, q))),
    ("port-verdict", |desk, q| {
        json(port_verdict::verdict(desk, q))
    }),
];
