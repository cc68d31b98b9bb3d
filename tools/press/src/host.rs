//! The network: reading the book needs none.

use std::sync::LazyLock;

use anyhow::Result;
use book::markdown;
use book::markdown::pulldown_cmark::{Event, Tag};
use book::path::{SRC, files_below, is_kind};
use book::{Book, Page, Problem, line_of};
use fs_err as fs;
use regex::Regex;

use crate::mask;

/// Markup and code that makes a browser load something from another host. A
/// link that a reader may follow is not among it.
static LOAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?ix)
        (?: \b(?:src|srcset|poster) \s* = \s* ["']?
        |   <link\b [^>]* \bhref \s* = \s* ["']?
        |   \burl \( \s* ["']?
        |   @import \s+ ["']
        |   \b(?:fetch|import|importScripts|Worker|WebSocket|EventSource)
            \s* \( \s* ["'`]
        |   \b(?:from|import) \s* ["']
        )
        (?:(?:https?|wss?):)?//"#,
    )
    .expect("the pattern is valid")
});

/// Where the files stand that a browser is given.
const FOLDERS: [&str; 3] = [SRC, "theme", "widgets"];

/// Of these kinds.
const KINDS: [&str; 6] = ["css", "hbs", "html", "js", "mjs", "svg"];

/// Nothing that a browser is given loads anything from another host.
///
/// # Errors
///
/// If a file cannot be read.
pub fn check(book: &Book) -> Result<Vec<Problem>> {
    let mut problems: Vec<Problem> =
        book.pages.iter().flat_map(check_page).collect();
    for folder in FOLDERS {
        for file in files_below(&book.root, folder)? {
            if KINDS.iter().any(|kind| is_kind(&file, kind)) {
                let text = fs::read_to_string(book.root.join(&file))?;
                problems.extend(loads(&file, &text));
            }
        }
    }
    Ok(problems)
}

fn check_page(page: &Page) -> Vec<Problem> {
    let mut code = Vec::new();
    let mut problems = Vec::new();
    for (event, range) in markdown::parse(&page.text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => {
                code.push(range);
            }
            Event::Start(Tag::Image { dest_url, .. })
                if dest_url.contains("//") =>
            {
                problems.push(page.problem(range.start, ADVICE));
            }
            _ => {}
        }
    }
    problems.extend(loads(&page.path, &mask::blank(&page.text, code, ' ')));
    problems
}

/// The way out of it.
const ADVICE: &str = "this is loaded from another host, and a reader may have \
                      no network: put a copy into the book";

fn loads(file: &str, text: &str) -> Vec<Problem> {
    LOAD.find_iter(text)
        .map(|load| Problem::new(file, line_of(text, load.start()), ADVICE))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::loads;

    #[test]
    fn loads_are_told_from_links() {
        for text in [
            "<script src=\"https://example.org/x.js\">",
            "<link rel=stylesheet href='//example.org/x.css'>",
            "@import url(http://example.org/x.css);",
            "import { a } from \"https://example.org/x.js\";",
            "await fetch('https://example.org')",
        ] {
            assert_eq!(loads("x", text).len(), 1, "{text}");
        }
        for text in [
            "<a href=\"https://example.org\">",
            "<svg xmlns=\"http://www.w3.org/2000/svg\">",
            "<img src=\"loss.svg\">",
            "fetch(new URL('x.wasm', import.meta.url))",
        ] {
            assert_eq!(loads("x", text), [], "{text}");
        }
    }
}
