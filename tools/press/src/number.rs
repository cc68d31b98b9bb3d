//! Numbers in prose: every result that a sentence states is computed.
//!
//! A number that looks like a result, a decimal or one of three digits and
//! more, may stand in a sentence only as an included fact. Others are listed
//! with a reason in `src/plain-numbers.txt`.

use std::collections::HashSet;
use std::fs;
use std::ops::Range;
use std::sync::LazyLock;

use mdbook_markdown::pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use regex::Regex;

use crate::book::{Book, Page, Problem};
use crate::markdown;

/// The numbers that need no program, relative to the root.
const PLAIN: &str = "src/plain-numbers.txt";

/// A number; what stands before it tells `64` from `f64`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?<name>[\p{L}_][-.]?)?(?<number>\d+(?:,\d{3})*(?:\.\d+)*(?:e-?\d+)?)",
    )
    .expect("the pattern is valid")
});

/// A section number at the beginning of a title.
static SECTION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\d+\.\d+").expect("the pattern is valid"));

/// A reference to sections: "section 4.2", "Sections 4.2 and 4.3".
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[Ss]ections?\s+\d+\.\d+(?:(?:,| and| or| to)\s+\d+\.\d+)*")
        .expect("the pattern is valid")
});

/// A tag or a comment in HTML.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?s)<!--.*?-->|<(?:script|style).*?</(?:script|style)>|<[^>]*>",
    )
    .expect("the pattern is valid")
});

/// No sentence states a result that no program computes; every exception has
/// a reason and is used.
pub fn check(book: &Book) -> Vec<Problem> {
    let list = fs::read_to_string(book.root.join(PLAIN)).unwrap_or_default();
    let sections: HashSet<&str> = book
        .entries
        .iter()
        .filter_map(|entry| SECTION.find(&entry.title))
        .map(|number| number.as_str())
        .collect();

    let mut problems = Vec::new();
    let mut plain = Vec::new();
    for (line, text) in (1..).zip(list.lines()) {
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        match text.split_once('#') {
            Some((number, reason)) if !reason.trim().is_empty() => {
                plain.push((line, number.trim()));
            }
            _ => problems.push(Problem::new(
                PLAIN,
                line,
                "write a number and why it needs no program: `2018  # a year`",
            )),
        }
    }
    let mut used = HashSet::new();
    for page in &book.pages {
        for (offset, number) in results(page, &sections) {
            if plain.iter().any(|(_, listed)| *listed == number) {
                used.insert(number);
                continue;
            }
            problems.push(page.problem(
                offset,
                format!(
                    "`{number}` looks like a result: include it as a fact, or \
                     add it to {PLAIN} with a reason"
                ),
            ));
        }
    }
    for (line, number) in plain {
        if !used.contains(number) {
            let message = format!("no page has `{number}`: remove this line");
            problems.push(Problem::new(PLAIN, line, message));
        }
    }
    problems
}

/// The numbers of a page that look like results, and where they stand.
fn results(page: &Page, sections: &HashSet<&str>) -> Vec<(usize, String)> {
    let prose = prose(page, sections);
    NUMBER
        .captures_iter(&prose)
        .filter(|found| found.name("name").is_none())
        .filter_map(|found| found.name("number"))
        .filter(|number| is_result(number.as_str()))
        .map(|number| (number.start(), number.as_str().to_owned()))
        .collect()
}

/// Whether a number has a point or three digits. One with two points is a
/// version.
fn is_result(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let points = number.matches('.').count();
    points == 1 || number.contains('e') || (points == 0 && digits >= 3)
}

/// The page with everything blanked that is not a sentence, or that refers to
/// a section by its number.
fn prose(page: &Page, sections: &HashSet<&str>) -> String {
    let text = markdown::masked(&page.text);
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut references: Vec<Range<usize>> = Vec::new();
    let (mut in_code, mut in_url, mut in_link) = (false, false, false);
    let mut starts_heading = false;
    for (event, range) in markdown::parse(&text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Heading { .. }) => starts_heading = true,
            Event::Start(Tag::Link { link_type, .. }) => {
                in_link = true;
                in_url =
                    matches!(link_type, LinkType::Autolink | LinkType::Email);
            }
            Event::End(TagEnd::Link) => (in_link, in_url) = (false, false),
            Event::Text(_) if !in_code && !in_url => {
                let start = range.start;
                let words = &text[range.clone()];
                let number = SECTION
                    .find(words)
                    .filter(|number| sections.contains(number.as_str()));
                if let Some(number) = number
                    && (in_link || starts_heading)
                {
                    references.push(start..start + number.end());
                }
                starts_heading = false;
                kept.push(range);
            }
            Event::Html(_) | Event::InlineHtml(_) => kept.push(range),
            _ => {}
        }
    }
    let mut blanks = gaps(&kept, text.len());
    blanks.extend(references);
    let prose = markdown::blank(&text, blanks, ' ');

    let tags: Vec<_> = TAG.find_iter(&prose).map(|tag| tag.range()).collect();
    let prose = markdown::blank(&prose, tags, ' ');
    let references: Vec<_> = REFERENCE
        .find_iter(&prose)
        .filter(|reference| all_exist(reference.as_str(), sections))
        .map(|reference| reference.range())
        .collect();
    markdown::blank(&prose, references, ' ')
}

/// Whether every number of a reference is that of a section.
fn all_exist(reference: &str, sections: &HashSet<&str>) -> bool {
    reference
        .split([' ', ',', '\n'])
        .filter(|word| word.contains('.'))
        .all(|word| sections.contains(word))
}

/// What lies between ranges that are in order.
fn gaps(ranges: &[Range<usize>], length: usize) -> Vec<Range<usize>> {
    let starts = ranges.iter().map(|range| range.start).chain([length]);
    let ends = [0].into_iter().chain(ranges.iter().map(|range| range.end));
    ends.zip(starts)
        .filter(|(end, start)| end < start)
        .map(|(end, start)| end..start)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::results;
    use crate::book::Page;

    /// The numbers of a page that look like results.
    fn found(text: &str) -> Vec<String> {
        let page = Page {
            path: "src/a.md".into(),
            text: text.into(),
        };
        results(&page, &HashSet::from(["4.2", "4.3"]))
            .into_iter()
            .map(|(_, number)| number)
            .collect()
    }

    #[test]
    fn results_are_found_in_sentences() {
        assert_eq!(
            found("It has 3,184 of *100* and 2.5% or 1e-9."),
            ["3,184", "100", "2.5", "1e-9"]
        );
        assert_eq!(found("> | a |\n> | - |\n> | 729 |"), ["729"]);
        assert_eq!(found("<p class=\"x-900\">\n1000x\n</p>"), ["1000"]);
        assert_eq!(found("# 4.4 Adam\n\nThe 0.5 of it."), ["4.4", "0.5"]);
        assert_eq!(found("100\n{{#include a.txt:b}} $x$ 200"), ["100", "200"]);
    }

    #[test]
    fn what_is_no_result_passes() {
        for text in [
            "We take 27 letters, 42 times, in 16 dimensions.",
            "An `f64` of 64 bits, MT19937, GPT-3.5, UTF-8 and v1.95.",
            "Code `100` and $0.5 + 100$ and `{{#include a.txt:n-100}}`.",
            "```text\n100\n```",
            "# 4.2 Heads",
            "See [4.2](a.md) and [4.3 Layers](page-100.md#s-200).",
            "See sections 4.2 and 4.3, or Section 4.2.",
            "mdBook 0.5.4 and <https://arxiv.org/abs/1412.6980>.",
            "A footnote.[^100]\n\n[^100]: Here.",
            "<img width=\"300\">\n\n<!-- 500 -->",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
