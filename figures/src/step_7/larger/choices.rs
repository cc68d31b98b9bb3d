//! What training needs, one choice at a time changed.

use typeset::{Table, fixed};

use super::super::record::bits_of;
use crate::spread::{ends, gains, mean};

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

/// By how much a choice is worse than the base, on average, if that can be
/// told: if it is so from each start, and by more than two starts are apart.
pub fn told(name: &str) -> Option<f64> {
    let cost = cost(name);
    let [least, most] = ends(&cost);
    let is_told = least > apart() || most < -apart();
    is_told.then(|| mean(&cost))
}

/// The same in words, behind "it".
pub fn in_words(name: &str) -> String {
    match told(name) {
        Some(cost) if cost > 0.0 => {
            format!("ends {} bits higher", fixed(cost, 2))
        }
        Some(cost) => format!("ends {} bits lower", fixed(-cost, 2)),
        None => "ends where it ended before, as far as two starts can tell"
            .to_owned(),
    }
}

pub fn figure() -> String {
    let base = of(BASE);
    let mut table = Table::new()
        .left("")
        .right("one start")
        .right("another")
        .right("difference")
        .left("can be told");
    table = table.row([
        "as above".to_owned(),
        fixed(base[0], 3),
        fixed(base[1], 3),
        String::new(),
        String::new(),
    ]);
    for (words, name) in CHANGED {
        let bits = of(name);
        let told = if told(name).is_some() { "yes" } else { "no" };
        table = table.row([
            words.to_owned(),
            fixed(bits[0], 3),
            fixed(bits[1], 3),
            fixed(mean(&cost(name)), 3),
            told.to_owned(),
        ]);
    }
    table.to_string()
}
