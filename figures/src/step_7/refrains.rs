//! Models that have learned from refrains, beside those that have not, as
//! recorded.

pub mod facts;
mod looks;

use runs::text::induction::names::INVENTED;
use runs::text::induction::record::{APPEARANCES, numbers};
use runs::text::refrains::RECORD;
use typeset::{Table, fixed};

use super::induction::chart_of_names;
use super::induction::head::grids;
use crate::spread::mean;

pub use looks::figure as where_a_head_looks;

/// The model that differs from those with refrains in its windows alone.
const PLAIN: &str = "pieces that shrink/1";
/// The two that learn from refrains.
const REFRAINS: [&str; 2] = ["refrains/1", "refrains/2"];

/// The models, and what the page calls them.
const MODELS: [(&str, &str); 5] = [
    ("refrains/1", "refrains, first start"),
    ("refrains/2", "refrains, second start"),
    (PLAIN, "no refrains, first start"),
    ("pieces/1", "no refrains, nothing shrinks"),
    ("whole text/1", "no refrains, of characters"),
];

/// The recorded numbers of the only line that begins with some words.
fn line(words: &[&str]) -> Vec<f64> {
    let mut lines = numbers(RECORD, words);
    assert_eq!(lines.len(), 1, "a line {words:?}");
    lines.remove(0)
}

/// What half a window costs, in bits for each token.
fn half(model: &str, past: &str) -> f64 {
    line(&["repeated", model, past])[0]
}

/// What the invented names cost at an appearance, name by name.
fn appearance(model: &str, past: &str, which: usize) -> Vec<f64> {
    let of = |name| line(&["appearances", model, past, name])[which - 1];
    INVENTED.map(of).to_vec()
}

/// The most that one head gives to what came behind the last appearance, in
/// shares of a head that weighs all alike.
fn most(model: &str) -> f64 {
    let scores = line(&["scores", model]);
    scores.into_iter().fold(0.0, f64::max) / line(&["even", model])[0]
}

/// Which of the models copies.
pub fn figure() -> String {
    let mut table = Table::new()
        .left("windows")
        .right("validation")
        .right("after other text")
        .right("after the same text")
        .right("the best head");
    for (model, words) in MODELS {
        table = table.row([
            words.to_owned(),
            fixed(line(&["validation", model])[0], 2),
            fixed(half(model, "other"), 2),
            fixed(half(model, "same"), 2),
            format!("{} ×", fixed(most(model), 1)),
        ]);
    }
    table.to_string()
}

/// What an invented name costs, the more often it has come.
pub fn names() -> String {
    let curve = |model, past| {
        let point = |i| [i as f64, mean(&appearance(model, past, i))];
        (1..=APPEARANCES).map(point).collect::<Vec<_>>()
    };
    let [one, two] = REFRAINS;
    chart_of_names()
        .line("series-4", "start 1, after others", curve(one, "others"))
        .line("series-3", "start 2, after others", curve(two, "others"))
        .line("series-0", "no refrains", curve(PLAIN, "same"))
        .line("series-2", "start 2", curve(two, "same"))
        .line("series-1", "start 1", curve(one, "same"))
        .to_string()
}

/// What heads give to what came behind the last appearance, in per cent.
pub fn heads() -> String {
    let percent = |model| {
        let scores = line(&["scores", model]).into_iter();
        scores.map(|it| it * 100.0).collect::<Vec<_>>()
    };
    let [one, two] = REFRAINS;
    let panels = [
        ("start 1", percent(one)),
        ("start 2", percent(two)),
        ("no refrains", percent(PLAIN)),
    ];
    grids("What each head gives to what came behind", &panels, 1)
}
