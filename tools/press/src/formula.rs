//! Formulas: TeX between dollars, which mdbook-katex finds and typesets.
//!
//! mdbook-katex only warns about a formula that it cannot typeset, and one
//! stray dollar turns the rest of a page inside out. So the book's own check
//! scans every page by the same rules and refuses both.

use std::ops::Range;
use std::sync::LazyLock;

use mdbook_markdown::pulldown_cmark::{Event, Tag};
use regex::Regex;

use crate::book::{Book, Page, Problem};
use crate::include::Expanded;
use crate::markdown;

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

/// What a scan of a text found.
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

/// Every formula can be typeset, and every dollar that is not one is escaped.
///
/// `typeset` is given the TeX of a formula and whether it is displayed, and
/// says what is wrong with it.
pub fn check(
    book: &Book,
    typeset: impl Fn(&str, bool) -> Result<(), String>,
) -> Vec<Problem> {
    book.pages
        .iter()
        .flat_map(|page| check_page(book, page, &typeset))
        .collect()
}

fn check_page(
    book: &Book,
    page: &Page,
    typeset: impl Fn(&str, bool) -> Result<(), String>,
) -> Vec<Problem> {
    let expanded = Expanded::new(&book.root, page);
    let text = &expanded.text;
    let headings = headings(text);
    let Scan { formulas, unclosed } = scan(text);

    let mut problems = Vec::new();
    let mut refuse = |offset: usize, message: String| {
        problems.push(page.problem(expanded.origin(offset), message));
    };
    for formula in &formulas {
        let start = formula.range.start;
        let tex = &text[formula.tex.clone()];
        if spans_paragraphs(tex) {
            refuse(
                start,
                "this dollar is not closed in its paragraph: close it, or \
                 write a dollar that is a dollar as `\\$`"
                    .into(),
            );
            return problems; // the pairs after it are off by one
        }
        if looks_like_prices(text, formula) {
            refuse(
                start,
                format!(
                    "`${tex}$` does not look like a formula: write a dollar \
                     that is a dollar as `\\$`, and a formula without spaces \
                     inside its dollars"
                ),
            );
        } else if headings.iter().any(|heading| heading.contains(&start)) {
            refuse(
                start,
                "a heading has a formula, which its link and the sidebar \
                 cannot show: write it in words"
                    .into(),
            );
        } else if let Err(message) = typeset(tex, formula.is_display) {
            refuse(start, message);
        }
    }
    if let Some(offset) = unclosed {
        refuse(
            offset,
            "this is never closed, and no formula after it is typeset: close \
             it, or write a backslash before it"
                .into(),
        );
    }
    problems
}

/// The bytes of all headings.
fn headings(text: &str) -> Vec<Range<usize>> {
    markdown::parse(text)
        .filter(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. })))
        .map(|(_, range)| range)
        .collect()
}

/// Whether there is a blank line in it, in a quotation too.
fn spans_paragraphs(tex: &str) -> bool {
    static BLANK_LINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\n[ \t>]*\n").expect("the pattern is valid")
    });
    BLANK_LINE.is_match(tex)
}

/// Whether two prices were taken for one formula, as in "$5 or $6".
fn looks_like_prices(text: &str, formula: &Formula) -> bool {
    let tex = &text[formula.tex.clone()];
    let after = text[formula.range.end..].chars().next();
    let is_padded = !formula.is_display && tex.trim() != tex;
    let is_before_digit = after.is_some_and(|c| c.is_ascii_digit());
    tex.trim().is_empty() || is_padded || is_before_digit
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
