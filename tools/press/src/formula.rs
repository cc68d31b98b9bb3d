//! Formulas: TeX between dollars, which mdbook-katex finds and typesets.
//!
//! mdbook-katex only warns about a formula that it cannot typeset, and one
//! stray dollar turns the rest of a page inside out. So the book's own check
//! scans every page by the same rules and refuses both.

use std::sync::LazyLock;

use book::markdown::headings;
use book::{Book, Page, Problem};
use regex::Regex;

use crate::dollar::{Formula, Scan, scan};
use crate::expand::Expanded;

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
