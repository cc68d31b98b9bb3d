//! Numbers in prose: every result that a sentence states is computed.
//!
//! A number that looks like a result ([`numeral`]) may stand in a sentence only
//! as an included fact. In code, in a formula and in the comments of a listing, one of three digits and
//! more may not stand at all, since there it is easily the copy of a fact, and
//! a shorter one not if it is the copy of a fact of its page. Exceptions belong
//! to a file and are in `src/plain-numbers.txt`, with a reason each ([`plain`](crate::plain)).

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use book::directive::directives;
use book::listing::listings;
use book::markdown::pulldown_cmark::{Event, Tag, TagEnd};
use book::markdown::{CodeBlock, code_blocks, parse};
use book::path::is_facts;
use book::source::{Source, comments};
use book::{Book, Entry, Page, Problem};
use regex::Regex;

use crate::command::READMES;
use crate::plain::{PLAIN, Plain};
use crate::{dollar, mask, numeral};

/// The languages in which a page shows what to type.
const COMMANDS: [&str; 2] = ["console", "sh"];

/// Digits next to an included fact, which a reader takes for a part of it.
static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\d\{\{#include [^}]*\}\}|\{\{#include [^}]*\}\}[.,]?\d")
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

/// The fault of a number in a sentence.
const STATED: &str = "looks like a result: include it as a fact";

/// The fault of one in code or in a formula.
const COPIED: &str = "is in code or in a formula, where it is easily the copy \
                      of a result: include it as a fact";

/// The fault of one in a comment.
const COMMENTED: &str = "is in a comment, which nothing proves: leave it out";

/// A number where it stands: a line, the number as written, and its fault.
type Found = (usize, String, &'static str);

/// No sentence states a result that no program computes, nor does anything else
/// that is read; every exception has a reason and is used.
pub fn check(book: &Book) -> Vec<Problem> {
    let sections: HashSet<&str> =
        book.entries.iter().filter_map(Entry::number).collect();
    let mut files: BTreeSet<(String, Vec<Found>)> = BTreeSet::new();
    let mut problems = Vec::new();
    for page in &book.pages {
        let mut found = stated(page, &sections);
        found.extend(typed(page));
        found.extend(copied(page, &facts(book, page)));
        found.extend(commented(page, &sections));
        files.insert((page.path.clone(), found));
        problems.extend(glued(page));
        files.extend(commented_listings(book, page));
    }
    // They cannot include facts: each of their numbers is an exception.
    for readme in READMES {
        let Ok(page) = Page::read(&book.root, readme) else {
            continue;
        };
        let mut found = stated(&page, &sections);
        found.extend(typed(&page));
        files.insert((page.path.clone(), found));
    }

    let mut plain = Plain::read(&book.root);
    for (file, found) in files {
        for (line, number, fault) in found {
            if !plain.allows(&file, &number) {
                let message = format!(
                    "`{number}` {fault}, or add it to {PLAIN} below `{file}:` \
                     with a reason"
                );
                problems.push(Problem::new(&file, line, message));
            }
        }
    }
    problems.extend(plain.problems());
    problems
}

/// The numbers of a page's sentences that look like results.
fn stated(page: &Page, sections: &HashSet<&str>) -> Vec<Found> {
    numeral::results(&prose(page, sections))
        .map(|(offset, number)| (page.line_of(offset), number, STATED))
        .collect()
}

/// The numbers in the comments of a page's commands. What stands under a prompt
/// is included: the check of the blocks sees to it.
fn typed(page: &Page) -> Vec<Found> {
    let is_typed = |block: &CodeBlock| {
        let language = block.language();
        language.is_some_and(|it| COMMANDS.contains(&it))
    };
    let mut found = Vec::new();
    for block in code_blocks(page).iter().filter(|it| is_typed(it)) {
        for (number, line) in &block.lines {
            let (_, comment) = line.split_once(" # ").unwrap_or_default();
            let results = numeral::results(comment);
            found.extend(results.map(|(_, it)| (*number, it, COMMENTED)));
        }
    }
    found
}

/// The numbers in a page's code spans and formulas that have three digits, or
/// two and are those of a fact that the page includes.
fn copied(page: &Page, facts: &HashSet<String>) -> Vec<Found> {
    let text = &page.text;
    let formulas = dollar::scan(text).formulas;
    let mut ranges: Vec<_> = formulas.into_iter().map(|it| it.tex).collect();
    ranges.extend(parse(text).filter_map(|(event, range)| {
        matches!(event, Event::Code(_)).then_some(range)
    }));
    let includes = directives(text).into_iter().map(|it| it.range);
    let written = mask::blank(text, includes, 'x');
    let mut found = Vec::new();
    for range in ranges {
        let code = &written[range.clone()];
        let is_copy = |number: &str| {
            facts.contains(number) || numeral::precise(number, 3).count() > 0
        };
        let copies = numeral::precise(code, 2).filter(|it| is_copy(&it.1));
        found.extend(copies.map(|(offset, number)| {
            (page.line_of(range.start + offset), number, COPIED)
        }));
    }
    found
}

/// The values of the facts that a page includes.
fn facts(book: &Book, page: &Page) -> HashSet<String> {
    let includes = directives(&page.text).into_iter();
    let targets = includes.filter_map(|it| it.target(page.folder()));
    targets
        .filter(|target| is_facts(&target.file))
        .filter_map(|target| target.read(&book.root).ok())
        .map(|value| value.trim().to_owned())
        .collect()
}

/// The numbers in the comments of a page's examples.
fn commented(page: &Page, sections: &HashSet<&str>) -> Vec<Found> {
    let mut found = Vec::new();
    for block in code_blocks(page).iter().filter(|block| block.is_rust()) {
        let lines = block.lines.iter().map(|(_, line)| line.as_str());
        let code = lines.collect::<Vec<_>>().join("\n");
        for (line, comment) in comments(&code).unwrap_or_default() {
            let (number, _) = block.lines[line - 1];
            let comment = unreferenced(comment, sections);
            let results = numeral::results(&comment);
            found.extend(results.map(|(_, it)| (number, it, COMMENTED)));
        }
    }
    found
}

/// The numbers in the comments that a page's listings show, by file.
fn commented_listings(book: &Book, page: &Page) -> Vec<(String, Vec<Found>)> {
    let mut files = Vec::new();
    for listing in listings(page) {
        let Ok((text, lines)) = listing.target.find(&book.root) else {
            continue; // include::check says why
        };
        let Ok(source) = Source::new(text) else {
            continue; // listing::check says why
        };
        let mut found: Vec<Found> = Vec::new();
        for (line, comment) in source.shown_comments(lines) {
            let results = numeral::results(comment);
            found.extend(results.map(|(_, it)| (line, it, COMMENTED)));
        }
        files.push((listing.target.file, found));
    }
    files
}

/// Where digits of a page's own stand next to a fact that it includes.
fn glued(page: &Page) -> Vec<Problem> {
    GLUED
        .find_iter(&page.text)
        .filter(|found| found.as_str().contains("facts.txt"))
        .map(|found| {
            let message = "a digit stands next to an included fact, so that a \
                           reader reads another number: put a space between";
            page.problem(found.start(), message)
        })
        .collect()
}

/// The page with everything blanked that is not a sentence, or that refers to
/// a section by its number.
fn prose(page: &Page, sections: &HashSet<&str>) -> String {
    let text = mask::masked(&page.text);
    let prose = mask::prose(&text);
    let prose = mask::blank(&prose, section_numbers(&text, sections), ' ');
    unreferenced(&prose, sections)
}

/// The text without its references to sections.
fn unreferenced(text: &str, sections: &HashSet<&str>) -> String {
    let references: Vec<_> = REFERENCE
        .find_iter(text)
        .filter(|reference| all_exist(reference.as_str(), sections))
        .map(|reference| reference.range())
        .collect();
    mask::blank(text, references, ' ')
}

/// The numbers of sections that a heading or the text of a link begins with.
fn section_numbers(text: &str, sections: &HashSet<&str>) -> Vec<Range<usize>> {
    let mut numbers = Vec::new();
    let (mut in_link, mut starts_heading) = (false, false);
    for (event, range) in parse(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => starts_heading = true,
            Event::Start(Tag::Link { .. }) => in_link = true,
            Event::End(TagEnd::Link) => in_link = false,
            Event::Text(_) => {
                let number = SECTION
                    .find(&text[range.clone()])
                    .filter(|number| sections.contains(number.as_str()));
                if let Some(number) = number
                    && (in_link || starts_heading)
                {
                    numbers.push(range.start..range.start + number.end());
                }
                starts_heading = false;
            }
            _ => {}
        }
    }
    numbers
}

/// Whether every number of a reference is that of a section.
fn all_exist(reference: &str, sections: &HashSet<&str>) -> bool {
    reference
        .split([' ', ',', '\n'])
        .filter(|word| word.contains('.'))
        .all(|word| sections.contains(word))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use book::Page;

    use super::{commented, copied, glued, stated, typed};

    fn page(text: &str) -> Page {
        Page {
            path: "src/a.md".into(),
            text: text.into(),
        }
    }

    /// The numbers of a page that look like results.
    fn found(text: &str) -> Vec<String> {
        stated(&page(text), &HashSet::from(["4.2", "4.3"]))
            .into_iter()
            .map(|(_, number, _)| number)
            .collect()
    }

    #[test]
    fn results_are_found_in_sentences() {
        assert_eq!(
            found("It has 3,184 of *100* and 2.5% or 1e-9."),
            ["3,184", "100", "2.5%", "1e-9"]
        );
        assert_eq!(found("> | a |\n> | - |\n> | 729 |"), ["729"]);
        assert_eq!(found("<p class=\"x-900\">\n1000x\n</p>"), ["1000x"]);
        assert_eq!(found("# 4.4 Adam\n\nThe 0.5 of it."), ["4.4", "0.5"]);
        assert_eq!(
            found("5% or **15** % and 1 per cent, 48 times as far as 3 times"),
            ["5%", "15 %", "1 per cent", "48 times"]
        );
        assert_eq!(found("100\n{{#include a.txt:b}} $x$ 200"), ["100", "200"]);
    }

    #[test]
    fn what_is_no_result_passes() {
        for text in [
            "We take 27 letters, 42 times, in 16 dimensions.",
            "{{#include facts.txt:a}} % and {{#include facts.txt:b}} times as",
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

    #[test]
    fn comments_state_no_results() {
        let numbers = |text: &str| -> Vec<String> {
            let mut found = typed(&page(text));
            found.extend(commented(&page(text), &HashSet::from(["4.2"])));
            found.into_iter().map(|(_, number, _)| number).collect()
        };
        let command = "```sh
cargo run 1000 # 500 names
```";
        assert_eq!(numbers(command), ["500"]);
        let code = "```rust
f(1000); // 500 names, see section 4.2
```";
        assert_eq!(numbers(code), ["500"]);
    }

    #[test]
    fn code_and_formulas_do_not_copy_facts() {
        let facts = HashSet::from(["27".to_owned(), "3,184".to_owned()]);
        let found = |text: &str| -> Vec<String> {
            let found = copied(&page(text), &facts).into_iter();
            found.map(|(_, number, _)| number).collect()
        };
        assert_eq!(
            found("is `3184`, $3{,}184$, `27`"),
            ["3,184", "3184", "27"]
        );
        assert_eq!(found("is `0.08`, $x_{16}$, `26`, `f64`"), [""; 0]);
        assert_eq!(found("is `{{#include facts.txt:n-100}}`"), [""; 0]);
    }

    #[test]
    fn no_digit_stands_next_to_a_fact() {
        for text in ["2{{#include facts.txt:a}}", "{{#include facts.txt:a}}.5"]
        {
            assert_eq!(glued(&page(text)).len(), 1, "{text}");
        }
        for text in ["2 {{#include facts.txt:a}}.", "{{#include facts.txt:a}},"]
        {
            assert_eq!(glued(&page(text)).len(), 0, "{text}");
        }
    }
}
