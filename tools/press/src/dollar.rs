//! Dollars: where the formulas of a text are, by the rules of mdbook-katex.

use std::ops::Range;

/// A formula in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Formula {
    /// The bytes of the formula with its dollars.
    pub range: Range<usize>,
    /// The bytes of the TeX between them.
    pub tex: Range<usize>,
    /// Whether it stands on a line of its own, between `$$` and `$$`.
    pub is_display: bool,
}

/// The formulas that a scan of a text found.
#[derive(Debug, Default)]
pub struct Scan {
    /// The formulas, in order.
    pub formulas: Vec<Formula>,
    /// Where the scan gave up, on a dollar or a backtick that is never closed.
    pub unclosed: Option<usize>,
}

/// Finds the formulas of a text by the rules of mdbook-katex: code between
/// backticks is skipped, and so is what follows a backslash.
pub fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    let mut at = 0;
    while let Some(found) = text[at..].find(['$', '\\', '`']) {
        at += found;
        let rest = &text[at..];
        let end = if rest.starts_with('\\') {
            let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
            Some(at + 1 + escaped)
        } else if rest.starts_with('`') {
            end_of_code(text, at)
        } else {
            let formula = formula_at(text, at);
            let end = formula.as_ref().map(|formula| formula.range.end);
            scan.formulas.extend(formula);
            end
        };
        let Some(end) = end else {
            scan.unclosed = Some(at);
            break;
        };
        at = end;
    }
    scan
}

/// Where code ends: after as many backticks as it began with.
fn end_of_code(text: &str, start: usize) -> Option<usize> {
    let ticks =
        |at: usize| text[at..].bytes().take_while(|byte| *byte == b'`').count();
    let opening = ticks(start);
    let mut at = start + opening;
    loop {
        at += text[at..].find(&"`".repeat(opening))?;
        let closing = ticks(at);
        at += closing;
        if closing == opening {
            return Some(at);
        }
    }
}

/// The formula whose first dollar is here, if it is ever closed.
fn formula_at(text: &str, start: usize) -> Option<Formula> {
    let is_display = text[start..].starts_with("$$");
    let delimiter = if is_display { "$$" } else { "$" };
    let inner = start + delimiter.len();
    let mut at = inner;
    loop {
        at += text[at..].find(delimiter)?;
        let before = &text[..at];
        let slashes = before.len() - before.trim_end_matches('\\').len();
        if slashes.is_multiple_of(2) {
            let range = start..at + delimiter.len();
            return Some(Formula {
                range,
                tex: inner..at,
                is_display,
            });
        }
        at += delimiter.len();
    }
}

#[cfg(test)]
mod tests {
    use super::scan;

    /// The formulas of a text.
    fn formulas(text: &str) -> Vec<&str> {
        let scan = scan(text);
        scan.formulas
            .iter()
            .map(|it| &text[it.tex.clone()])
            .collect()
    }

    #[test]
    fn formulas_are_found_outside_code() {
        assert_eq!(formulas("a $b$ `$c$` $$d$$ \\$5 $\\$$"), ["b", "d", "\\$"]);
        assert_eq!(formulas("``a ` $b$`` $c$ ```\n$d$\n```"), ["c"]);
        assert_eq!(formulas("\\é $x$"), ["x"]);
    }

    #[test]
    fn a_dollar_without_a_partner_is_reported() {
        assert_eq!(scan("a $b$ $c").unclosed, Some(6));
        assert_eq!(scan("a ` $c$").unclosed, Some(2));
        assert_eq!(scan("a $b$").unclosed, None);
    }
}
