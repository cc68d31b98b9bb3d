//! Listings: code of the chapters' crates, with its file as caption.

use std::path::Path;

use book::directive::Target;
use book::listing::{Listing, listings};
use book::source::Source;
use book::{Book, Page, Problem};

use crate::include;

/// As many lines as a reader takes in at a glance.
const MOST_LINES: usize = 25;

/// The anchor of a whole program, which a reader wants to see in one view.
const WHOLE: &str = "program";

/// As many as fit beside the margins; rustfmt keeps to it.
const MOST_COLUMNS: usize = 80;

/// The code of a listing as the reader sees it, or a message that says why
/// there is none.
fn code(root: &Path, target: &Target) -> Result<String, String> {
    let file = &target.file;
    let (text, lines) = target.find(root)?;
    let source =
        Source::new(text).map_err(|error| format!("{file}: {error}"))?;
    let code = source.listing(lines);
    if code.is_empty() {
        return Err(format!(
            "the listing from {file} has no code, only docs or tests"
        ));
    }
    Ok(code)
}

/// A listing as the page shall have it: the code, and its file above.
fn figure(listing: &Listing, code: &str) -> String {
    let Listing { info, target, .. } = listing;
    let file = &target.file;
    format!(
        "<figure class=\"listing\">\n\
         <figcaption><code>{file}</code></figcaption>\n\n\
         ```{info}\n{code}\n```\n\n\
         </figure>\n"
    )
}

/// The page with its listings cleaned, dedented and captioned, for mdBook.
///
/// # Errors
///
/// Every include of the page that finds nothing, or else every listing that
/// finds no code.
pub fn preprocess(root: &Path, page: &Page) -> Result<String, Vec<Problem>> {
    let mut problems = include::check_page(root, page);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut text = page.text.clone();
    for listing in listings(page).iter().rev() {
        let start = listing.range.start;
        match code(root, &listing.target) {
            Ok(code) => {
                let margin = margin(&page.text, start);
                let figure = figure(listing, &code);
                let figure = indented(figure.trim_end(), margin);
                text.replace_range(listing.range.clone(), &figure);
            }
            Err(message) => problems.push(page.problem(start, message)),
        }
    }
    if problems.is_empty() {
        Ok(text)
    } else {
        Err(problems)
    }
}

/// The text before a fence on its line, in a list or a quotation.
fn margin(text: &str, offset: usize) -> &str {
    let line_start = text[..offset].rfind('\n').map_or(0, |end| end + 1);
    &text[line_start..offset]
}

/// The text with the margin before every line but the first, which has it.
fn indented(text: &str, margin: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines.join(&format!("\n{margin}"))
}

/// Every listing is short and narrow enough, and stands on its own lines.
pub fn check(book: &Book) -> Vec<Problem> {
    let mut problems = Vec::new();
    for page in &book.pages {
        for listing in listings(page) {
            let start = listing.range.start;
            let mut refuse = |message: String| {
                problems.push(page.problem(start, message));
            };
            if margin(&page.text, start).contains(|c| c != ' ' && c != '>') {
                refuse("begin the listing on a line of its own".into());
            }
            let target = &listing.target;
            if target.find(&book.root).is_err() {
                continue; // include::check says why
            }
            let code = match code(&book.root, target) {
                Ok(code) => code,
                Err(message) => {
                    refuse(message);
                    continue;
                }
            };
            let lines = code.lines().count();
            let is_whole = target.anchor.as_deref() == Some(WHOLE);
            if lines > MOST_LINES && !is_whole {
                refuse(format!(
                    "the listing has {lines} lines: split it into anchors of \
                     {MOST_LINES} lines at most"
                ));
            }
            let widest = code.lines().map(|line| line.chars().count()).max();
            if widest > Some(MOST_COLUMNS) {
                refuse(format!(
                    "the listing is wider than {MOST_COLUMNS} columns"
                ));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use book::{Book, Page};

    use super::{check, indented, preprocess};

    #[test]
    fn a_listing_of_something_else_than_rust_is_refused() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
        let page = Page {
            path: "src/a.md".into(),
            text: "```rust\n{{#include fixture/facts.txt}}\n```\n".into(),
        };
        let problems = preprocess(&root, &page).expect_err("facts are no code");
        let problem = problems[0].to_string();
        let place = "src/a.md:1: src/fixture/facts.txt: this is not Rust";
        assert!(problem.starts_with(place), "{problem}");
        let book = Book {
            root,
            entries: Vec::new(),
            pages: vec![page],
        };
        assert_eq!(check(&book), problems);
    }

    #[test]
    fn a_quoted_listing_stays_quoted() {
        assert_eq!(indented("a\n\nb", "> "), "a\n> \n> b");
    }
}
