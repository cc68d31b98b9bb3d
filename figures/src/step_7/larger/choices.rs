//! What training needs, one choice at a time changed.

use typeset::{Table, fixed};

use super::super::record::bits_of;
use crate::spread::{gains, mean};

/// The runs that the others differ from.
pub const BASE: &str = "base";

/// What is changed, and the name of its runs.
const CHANGED: [(&str, &str); 5] = [
    ("first parameters four times as large", "spread 0.08"),
    ("a quarter as large", "spread 0.005"),
    ("no warm-up", "no warm-up"),
    ("a quarter of the batch, four times the steps", "batch 3"),
    ("four times the batch, a quarter of the steps", "batch 48"),
];

/// The validation losses of some choice, start by start, in bits per character.
pub fn of(name: &str) -> Vec<f64> {
    let bits = bits_of("choices", name);
    assert_eq!(bits.len(), 2, "two starts of {name}");
    bits
}

/// By how much a choice is worse than the base, start by start.
pub fn cost(name: &str) -> Vec<f64> {
    gains(&of(name), &of(BASE))
}

/// How far apart two starts of the base are.
pub fn apart() -> f64 {
    let base = of(BASE);
    (base[0] - base[1]).abs()
}

pub fn figure() -> String {
    let base = of(BASE);
    let mut table = Table::new()
        .left("")
        .right("one start")
        .right("another")
        .right("more than as above, on average");
    table = table.row([
        "as above".to_owned(),
        fixed(base[0], 3),
        fixed(base[1], 3),
        String::new(),
    ]);
    for (words, name) in CHANGED {
        let bits = of(name);
        table = table.row([
            words.to_owned(),
            fixed(bits[0], 3),
            fixed(bits[1], 3),
            fixed(mean(&cost(name)), 2),
        ]);
    }
    table.to_string()
}
