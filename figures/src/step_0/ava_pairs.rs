//! The four pairs of "ava", drawn: who predicts whom.

use widgets::step_0::token_pairs;

use super::common::AVA;

pub fn figure() -> String {
    token_pairs::figure(&AVA, &[]).to_string()
}
