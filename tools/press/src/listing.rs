//! Listings: code of the chapters' crates, with its file as caption.

use std::ops::Range;
use std::path::Path;

use crate::book::{Book, Page, Problem};
use crate::clean;
use crate::include::{self, Target};
use crate::markdown;

/// What a reader takes in at a glance.
const MOST_LINES: usize = 25;

/// The anchor of a whole program, which a reader wants to see in one view.
const WHOLE: &str = "program";

/// What fits beside the margins, and what rustfmt keeps.
const MOST_COLUMNS: usize = 80;

/// A block of Rust whose only line includes an anchor.
#[derive(Debug)]
pub struct Listing {
    /// The bytes of the page, with the fences.
    range: Range<usize>,
    /// The info string: `rust`, and perhaps flags.
    info: String,
    target: Target,
}

/// Every listing of a page.
pub fn listings(page: &Page) -> Vec<Listing> {
    let listing = |block: markdown::CodeBlock| {
        let [(_, line)] = block.lines.as_slice() else {
            return None;
        };
        if !block.is_rust() {
            return None;
        }
        let directives = include::directives(line);
        let directive = directives.first().filter(|directive| {
            directive.name == "include"
                && directive.range == (0..line.trim_end().len())
        })?;
        let target = directive.target(page.folder())?;
        Some(Listing {
            range: block.range,
            info: block.info?,
            target,
        })
    };
    markdown::code_blocks(page)
        .into_iter()
        .filter_map(listing)
        .collect()
}

impl Listing {
    /// The code as the reader sees it.
    ///
    /// # Errors
    ///
    /// If the file or the anchor is missing, or holds no code.
    pub fn code(&self, root: &Path) -> Result<String, String> {
        let code = clean::listing(&self.target.read(root)?);
        if code.is_empty() {
            return Err(format!(
                "the listing from {} has no code, only docs or tests",
                self.target.file
            ));
        }
        Ok(code)
    }

    /// The listing as the page shall have it: the code, and its file above.
    fn figure(&self, code: &str) -> String {
        let Self { info, target, .. } = self;
        let file = &target.file;
        format!(
            "<figure class=\"listing\">\n\
             <figcaption><code>{file}</code></figcaption>\n\n\
             ```{info}\n{code}\n```\n\n\
             </figure>\n"
        )
    }
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
        match listing.code(root) {
            Ok(code) => {
                let margin = margin(&page.text, start);
                let figure = listing.figure(&code);
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

/// What stands before a fence on its line, in a list or a quotation.
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
            let Ok(code) = listing.code(&book.root) else {
                continue; // include::check says why
            };
            let lines = code.lines().count();
            let is_whole = listing.target.anchor.as_deref() == Some(WHOLE);
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
    use super::{indented, listings};
    use crate::book::Page;

    #[test]
    fn only_a_lone_include_in_a_rust_block_is_a_listing() {
        let page = Page {
            path: "src/a.md".into(),
            text: "\
```rust
{{#include ../a.rs:b}}
```

```rust
let x = 1;
```

```text
{{#include a.txt}}
```

> ```rust
> {{#include ../a.rs:c}}
> ```
"
            .into(),
        };
        let anchors: Vec<_> = listings(&page)
            .into_iter()
            .map(|listing| listing.target.anchor.unwrap())
            .collect();
        assert_eq!(anchors, ["b", "c"]);
    }

    #[test]
    fn a_quoted_listing_stays_quoted() {
        assert_eq!(indented("a\n\nb", "> "), "a\n> \n> b");
    }
}
