//! How many of the names have each length.

use names::{NAMES, docs};
use typeset::{Bars, thousands};

pub fn figure() -> String {
    let names = docs(NAMES);
    let count = |len: usize| names.iter().filter(|it| it.len() == len).count();
    let counts = (2..=15).map(|len| (len, count(len)));
    let mut bars = Bars::new("How many names have each length", 10_000.0);
    for (len, count) in counts {
        let (height, note) = (count as f64, thousands(count));
        bars = bars.bar("bar", &len.to_string(), height, &note);
    }
    bars.to_string()
}
