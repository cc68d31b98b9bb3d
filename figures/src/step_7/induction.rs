//! What names cost when they come again, as recorded.

pub mod facts;
pub mod head;
mod worth;

use runs::text::induction::names::{INVENTED, KNOWN};
use runs::text::induction::record::{APPEARANCES, RECORD, SIGHTS, numbers};
use typeset::{Axis, Chart, Table, fixed};

use crate::spread::{Spread, mean};

/// The recorded numbers of the only line that begins with some words.
fn line(words: &[&str]) -> Vec<f64> {
    let mut lines = numbers(RECORD, words);
    assert_eq!(lines.len(), 1, "a line {words:?}");
    lines.remove(0)
}

/// What invented names cost at an appearance, name by name: after the same name
/// or after others.
fn appearance(model: &str, past: &str, which: usize) -> Vec<f64> {
    let of = |name| line(&["appearances", model, past, name])[which - 1];
    INVENTED.map(of).to_vec()
}

/// What they cost at their second appearance at all places, name by name. The
/// name before is the novel's, another invented one, or the same.
fn second(model: &str, past: &str) -> Vec<f64> {
    let of = |name| line(&["second", model, past, name])[0];
    INVENTED.map(of).to_vec()
}

/// What names of the novel cost that are a token each, name by name.
fn known(model: &str, past: &str) -> Vec<f64> {
    let of = |name| line(&["known", model, past, name])[0];
    KNOWN.map(of).to_vec()
}

/// A chart of what invented names cost, the more often they have come.
pub fn chart_of_names() -> Chart {
    let x = Axis::linear("appearance of the name", &[1.0, 2.0, 3.0, 4.0, 5.0]);
    let ticks = [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0];
    let y = Axis::linear("bits for the name", &ticks);
    Chart::new("What an invented name costs when it comes again", x, y)
        .height(280.0)
}

/// What invented names cost, the more often they have come.
pub fn appearances() -> String {
    let curve = |model, past| {
        let point = |i| [i as f64, mean(&appearance(model, past, i))];
        (1..=APPEARANCES).map(point).collect::<Vec<_>>()
    };
    chart_of_names()
        .line("series-4", "mean, after others", curve("mean", "others"))
        .line("series-0", "plain mean", curve("mean", "same"))
        .line("series-3", "whole, after others", curve("whole", "others"))
        .line("series-1", "the whole model", curve("whole", "same"))
        .to_string()
}

/// What the name before a place does: invented names, and names of the novel.
pub fn seconds() -> String {
    let mut table = Table::new()
        .left("the name before it")
        .right("invented, whole model")
        .right("invented, plain mean")
        .right("known, whole model")
        .right("known, plain mean");
    let pasts = [
        ("is the novel’s own", "novel"),
        ("is another one", "others"),
        ("is the same", "same"),
    ];
    for (words, past) in pasts {
        let bits = [
            second("whole", past),
            second("mean", past),
            known("whole", past),
            known("mean", past),
        ];
        let cells = bits.map(|it| fixed(mean(&it), 1));
        table = table.row([words.to_owned()].into_iter().chain(cells));
    }
    table.to_string()
}

/// By how much names cost less after the same name than after another.
fn saved(names: fn(&str, &str) -> Vec<f64>, model: &str) -> Spread {
    Spread::between(&names(model, "others"), &names(model, "same"))
}

/// What half a window costs after what stands there, itself, and other text.
pub fn repeated() -> String {
    let mut table = Table::new()
        .left("the half before it")
        .right("the whole model")
        .right("plain mean");
    let pasts = [
        ("the text that stands there", "novel"),
        ("other text", "other"),
        ("the same text", "same"),
    ];
    for (words, past) in pasts {
        let [whole, mean] = ["whole", "mean"]
            .map(|it| fixed(line(&["repeated", it, past])[0], 2));
        table = table.row([words.to_owned(), whole, mean]);
    }
    table.to_string()
}

/// What the validation chapters cost if positions see only so far.
fn sight(window: usize) -> f64 {
    line(&["sight", &window.to_string()])[0]
}

/// The trained model, made short-sighted.
pub fn short_sighted() -> String {
    let mut table = Table::new();
    for window in SIGHTS {
        table = table.right(window);
    }
    table.row(SIGHTS.map(|it| fixed(sight(it), 2))).to_string()
}

/// The novel's own names, by how often they have come in the window.
pub fn of_the_novel() -> String {
    let mut table = Table::new()
        .left("appearance in the window")
        .right("places")
        .right("the whole model")
        .right("plain mean");
    for part in ["validation", "training"] {
        for which in 1..=APPEARANCES {
            let [whole, mean] =
                ["whole", "mean"].map(|it| novel(it, part, which));
            assert_eq!(whole[1], mean[1], "the same places");
            if whole[1] < LEAST {
                continue;
            }
            table = table.row([
                format!("{which}, {part} chapters"),
                fixed(whole[1], 0),
                fixed(whole[0], 1),
                fixed(mean[0], 1),
            ]);
        }
    }
    table.to_string()
}

/// Of fewer places a mean says nothing.
const LEAST: f64 = 5.0;

/// What "Queequeg" costs at an appearance, and how many such places there are.
fn novel(model: &str, part: &str, which: usize) -> [f64; 2] {
    let which = which.to_string();
    let numbers = line(&["novel", model, part, "Queequeg", &which]);
    [numbers[0], numbers[1]]
}
