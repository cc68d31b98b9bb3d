//! The widgets of Step 3, Attention.

use crate::{Answers, json};

pub mod trace;

pub mod attention_output;
pub mod attention_weights;
pub mod kv_cache;
pub mod position_sum;
pub mod query_key_value;
pub mod rms_norm;

/// The questions of this step.
pub(crate) const ANSWERS: Answers = &[
    ("position-sum", |desk, q| {
        json(position_sum::answer(desk, q))
    }),
    ("rms-norm", |_, q| json(rms_norm::answer(q))),
    ("query-key-value", |desk, q| {
        json(query_key_value::answer(desk, q))
    }),
    ("attention-weights", |desk, q| {
        json(attention_weights::answer(desk, q))
    }),
    ("attention-output", |desk, q| {
        json(attention_output::answer(desk, q))
    }),
    ("kv-cache", |desk, q| json(kv_cache::answer(desk, q))),
];
