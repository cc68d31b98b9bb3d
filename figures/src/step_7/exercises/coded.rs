//! Of 7.F: the validation chapters as a file.

use std::sync::LazyLock;

use exercises::step_7::coder::{decode, encode};
use portable::math::ln;

use super::{TABLE, seen_of};
use crate::step_7::tables::VALIDATION;

/// How many digits the file has, and how many bits the model's probabilities
/// come to.
pub static SIZES: LazyLock<[f64; 2]> = LazyLock::new(|| {
    let model = |past: &[usize]| TABLE.probabilities(seen_of(past));
    let digits = encode(&VALIDATION, model);
    let back = decode(&digits, VALIDATION.len(), model);
    assert_eq!(back, *VALIDATION, "the text says: read back");
    let cost = |(at, &token): (usize, &usize)| {
        -ln(model(&VALIDATION[..at])[token]) / ln(2.0)
    };
    [
        digits.len() as f64,
        VALIDATION.iter().enumerate().map(cost).sum(),
    ]
});
