//! The network: reading the book needs none.
//!
//! A page may lead a reader to another host, by a link that they follow. No
//! address may stand anywhere else in what a browser is given: not in another
//! attribute, not in a style and not in a script, whatever it is used for.

use std::ops::Range;
use std::sync::LazyLock;

use anyhow::Result;
use book::markdown;
use book::markdown::pulldown_cmark::{Event, Tag};
use book::path::{SRC, files_below, is_kind};
use book::{Book, Page, Problem, line_of};
use fs_err as fs;
use regex::Regex;

use crate::mask;

/// The address of another host: with a scheme, or as all of a string.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)\b(?:https?|wss?|ftp)://|["'`(=,]\s*//[\w\[]"#)
        .expect("the pattern is valid")
});

/// The name of a vocabulary, which looks like an address and is never loaded.
const NAMESPACE: &str = "http://www.w3.org/";

/// A tag with its attributes.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?is)<(?<name>[a-z][\w-]*)(?<rest>[\s/](?:"[^"]*"|'[^']*'|[^"'>])*)>"#,
    )
    .expect("the pattern is valid")
});

/// An attribute of a tag.
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?is)(?<name>[\w:-]+)\s*(?:=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))"#)
        .expect("the pattern is valid")
});

/// A script or a style within a page.
static PROGRAM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?is)<(?:script|style)\b[^>]*>(?<text>.*?)</(?:script|style)>")
        .expect("the pattern is valid")
});

/// Settings of mdBook by which every page loads something from another host.
static SETTING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^\s*(?:mathjax-support|runnable)\s*=\s*true")
        .expect("the pattern is valid")
});

/// Where the files stand that a browser is given.
const FOLDERS: [&str; 3] = [SRC, "theme", "widgets/elements"];

/// Files in which every address is one that a program may use.
const PROGRAMS: [&str; 3] = ["css", "js", "mjs"];

/// Files in which some are links.
const MARKUP: [&str; 3] = ["hbs", "html", "svg"];

/// The way out of it.
const ADVICE: &str = "this is loaded from another host, and a reader may have \
                      no network: put a copy into the book";

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
            let is = |kinds: &[&str]| kinds.iter().any(|it| is_kind(&file, it));
            let is_made = is_kind(&file, "md") && file.contains("/outputs/");
            let loads = if is(&PROGRAMS) {
                addresses
            } else if is(&MARKUP) || is_made {
                loads_of_markup
            } else {
                continue;
            };
            let text = fs::read_to_string(book.root.join(&file))?;
            let offsets = loads(&text);
            problems.extend(offsets.into_iter().map(|offset| {
                Problem::new(&file, line_of(&text, offset), ADVICE)
            }));
        }
    }
    let settings = fs::read_to_string(book.root.join("book.toml"));
    if let Ok(text) = settings
        && let Some(found) = SETTING.find(&text)
    {
        let line = line_of(&text, found.end());
        problems.push(Problem::new("book.toml", line, ADVICE));
    }
    Ok(problems)
}

fn check_page(page: &Page) -> Vec<Problem> {
    let mut code = Vec::new();
    let mut offsets = Vec::new();
    for (event, range) in markdown::parse(&page.text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => {
                code.push(range);
            }
            Event::Start(Tag::Image { dest_url, .. })
                if dest_url.contains("//") =>
            {
                offsets.push(range.start);
            }
            _ => {}
        }
    }
    offsets.extend(loads_of_markup(&mask::blank(&page.text, code, ' ')));
    offsets
        .into_iter()
        .map(|offset| page.problem(offset, ADVICE))
        .collect()
}

/// Where a page or a drawing makes a browser load something.
fn loads_of_markup(text: &str) -> Vec<usize> {
    let mut offsets = Vec::new();
    for tag in TAG.captures_iter(text) {
        let Some(rest) = tag.name("rest") else {
            continue;
        };
        for attribute in ATTRIBUTE.captures_iter(rest.as_str()) {
            let is_link = tag["name"].eq_ignore_ascii_case("a")
                && attribute["name"].eq_ignore_ascii_case("href");
            if !is_link && has_address(&attribute[0]) {
                offsets.push(tag.get(0).map_or(0, |tag| tag.start()));
            }
        }
    }
    for program in PROGRAM.captures_iter(text) {
        if let Some(inner) = program.name("text") {
            let inner_offsets = addresses(inner.as_str()).into_iter();
            offsets.extend(inner_offsets.map(|at| inner.start() + at));
        }
    }
    offsets
}

fn has_address(text: &str) -> bool {
    !addresses(text).is_empty()
}

/// Where a text has the address of another host.
fn addresses(text: &str) -> Vec<usize> {
    let is_namespace =
        |found: &Range<usize>| text[found.start..].starts_with(NAMESPACE);
    ADDRESS
        .find_iter(text)
        .map(|found| found.range())
        .filter(|found| !is_namespace(found))
        .map(|found| found.start)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{SETTING, addresses, loads_of_markup};

    #[test]
    fn loads_of_pages_are_told_from_links() {
        for text in [
            "<script src=\"https://example.org/x.js\">",
            "<link rel=stylesheet href='//example.org/x.css'>",
            "<img srcset=\"a.png 1x, https://example.org/b.png 2x\">",
            "<object data=\"https://example.org/x.svg\">",
            "<image href=\"https://example.org/x.png\"/>",
            "<image\n  xlink:href=\"https://example.org/x.png\"/>",
            "<form action=https://example.org/>",
            "<p style=\"background: url(//example.org/x.png)\">",
            "<style>@import url(http://example.org/x.css);</style>",
            "<script>fetch('https://example.org')</script>",
            "<meta http-equiv=refresh content=\"0; url=https://a.org\">",
        ] {
            assert_eq!(loads_of_markup(text).len(), 1, "{text}");
        }
        for text in [
            "<a class=\"a\" href=\"https://example.org\">",
            "<svg xmlns=\"http://www.w3.org/2000/svg\">",
            "<img src=\"loss.svg\" alt=\"a // b\">",
            "See <https://example.org> and [this](https://example.org).",
        ] {
            assert_eq!(loads_of_markup(text), [0; 0], "{text}");
        }
    }

    #[test]
    fn a_program_has_no_address() {
        for text in [
            "import { a } from \"https://example.org/x.js\";",
            "const HOME = \"https://example.org\";\nawait fetch(HOME);",
            "navigator.sendBeacon('//example.org/seen')",
            "new WebSocket(`wss://example.org`)",
            "a { background: url( //example.org/x.png ); }",
            "@import \"//example.org/x.css\";",
        ] {
            assert_eq!(addresses(text).len(), 1, "{text}");
        }
        for text in [
            "const SVG = \"http://www.w3.org/2000/svg\";",
            "f(a); // a comment",
            "fetch(new URL('x.wasm', import.meta.url))",
        ] {
            assert_eq!(addresses(text), [0; 0], "{text}");
        }
    }

    #[test]
    fn a_setting_that_loads_is_found() {
        assert!(SETTING.is_match("[output.html]\nmathjax-support = true\n"));
        assert!(SETTING.is_match("[output.html.playground]\nrunnable=true\n"));
        assert!(!SETTING.is_match("runnable = false\n"));
    }
}
