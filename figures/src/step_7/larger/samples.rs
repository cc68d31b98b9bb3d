//! What the step's model writes while it learns.

use runs::text::PROMPT;

use super::super::table_samples::wrapped;
use super::curve::novel;
use crate::lines::Lines;
use typeset::thousands;

pub fn figure() -> String {
    let mut lines = Lines::default();
    for (step, sample) in novel().samples {
        let text = plain(&sample);
        assert!(text.starts_with(PROMPT), "it goes on with its prompt");
        let unit = if step == 1 { "step" } else { "steps" };
        writeln!(lines, "after {} {unit}:", thousands(step));
        for line in wrapped(&text) {
            writeln!(lines, "  {line}");
        }
    }
    lines.to_string()
}

/// A text in Rust's notation as a reader sees it: the end of a line as a sign,
/// and so whatever has no look of its own.
fn plain(notation: &str) -> String {
    let inner = notation.strip_prefix('"');
    let inner = inner.and_then(|it| it.strip_suffix('"'));
    let inner = inner.expect("between quotation marks");
    let (mut text, mut rest) = (String::new(), inner.chars());
    while let Some(next) = rest.next() {
        if next != '\\' {
            text.push(next);
            continue;
        }
        match rest.next() {
            Some('n') => text.push('↵'),
            Some('u') => {
                rest.by_ref().find(|&it| it == '}');
                text.push('·');
            }
            Some(it @ ('"' | '\'' | '\\')) => text.push(it),
            _ => text.push('·'),
        }
    }
    text
}
