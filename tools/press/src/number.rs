//! Numbers in prose: every result that a sentence states is computed.
//!
//! A number that looks like a result (a decimal, one of three digits and more,
//! a percentage, one that says how many times as large something is) may stand
//! in a sentence only as an included fact, and in a block of output only as
//! included output. Others are listed with a reason in `src/plain-numbers.txt`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use book::directive::directives;
use book::markdown::pulldown_cmark::{Event, Tag, TagEnd};
use book::markdown::{CodeBlock, code_blocks, parse};
use book::{Book, Entry, Page, Problem};
use fs_err as fs;
use regex::Regex;

use crate::mask;

/// The numbers that need no program, relative to the root.
const PLAIN: &str = "src/plain-numbers.txt";

/// The languages in which a page shows what a program prints.
const OUTPUT: [&str; 4] = ["console", "shell", "text", "txt"];

/// A number; what stands before it tells `64` from `f64`, and what follows it
/// tells "48 times as far" from "48 times".
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?<name> [\p{L}_][-.]? )?
        (?<number> \d+ (?:,\d{3})* (?:\.\d+)* (?:e-?\d+)? )
        (?: (?<percent> \s* (?:% | per\s?cent\b) )
        |   (?<times> \s+ times )
            \s+ (?:as | the | more | less | \w+er\s+than) \b
        )?",
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

/// The fault of a number in a sentence.
const STATED: &str = "looks like a result: include it as a fact";

/// The fault of one in a block of output.
const TYPED: &str = "is output written by hand: include what a program prints";

/// No sentence states a result that no program computes, and no output is
/// written by hand; every exception has a reason and is used.
pub fn check(book: &Book) -> Vec<Problem> {
    let list = fs::read_to_string(book.root.join(PLAIN)).unwrap_or_default();
    let sections: HashSet<&str> =
        book.entries.iter().filter_map(Entry::number).collect();

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
        let stated = results(page, &sections)
            .into_iter()
            .map(|found| (found, STATED));
        let typed = typed_output(page).into_iter().map(|found| (found, TYPED));
        for ((line, number), advice) in stated.chain(typed) {
            if plain.iter().any(|(_, listed)| *listed == number) {
                used.insert(number);
                continue;
            }
            let message = format!(
                "`{number}` {advice}, or add it to {PLAIN} with a reason"
            );
            problems.push(Problem::new(&page.path, line, message));
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

/// The numbers of a page's sentences that look like results, and their lines.
fn results(page: &Page, sections: &HashSet<&str>) -> Vec<(usize, String)> {
    numbers(&prose(page, sections))
        .map(|(offset, number)| (page.line_of(offset), number))
        .collect()
}

/// The numbers in a page's blocks of output that are not included, and their
/// lines. What stands after a prompt, `$ `, is a command and no output.
fn typed_output(page: &Page) -> Vec<(usize, String)> {
    let is_output = |block: &CodeBlock| {
        let language = block.language();
        language.is_some_and(|language| OUTPUT.contains(&language))
    };
    let mut blocks = code_blocks(page);
    blocks.retain(is_output);
    let mut found = Vec::new();
    for block in &blocks {
        for (number, line) in &block.lines {
            if line.trim_start().starts_with("$ ") {
                continue;
            }
            let includes = directives(line);
            let includes = includes.into_iter().map(|it| it.range);
            let written = mask::blank(line, includes, ' ');
            found.extend(numbers(&written).map(|(_, it)| (*number, it)));
        }
    }
    found
}

/// The numbers of a text that look like results, with the percent sign or the
/// `times` that makes them one, and where they stand.
fn numbers(text: &str) -> impl Iterator<Item = (usize, String)> {
    NUMBER.captures_iter(text).filter_map(|found| {
        let number = found.name("number")?;
        let (percent, times) = (found.name("percent"), found.name("times"));
        let is_ratio = times.is_some() && number.len() >= 2;
        if found.name("name").is_some()
            || !(percent.is_some() || is_ratio || is_result(number.as_str()))
        {
            return None;
        }
        let end = percent.or(times).map_or(number.end(), |unit| unit.end());
        let words = text[number.start()..end].split_whitespace();
        Some((number.start(), words.collect::<Vec<_>>().join(" ")))
    })
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
    let text = mask::masked(&page.text);
    let prose = mask::prose(&text);
    let prose = mask::blank(&prose, section_numbers(&text, sections), ' ');
    let references: Vec<_> = REFERENCE
        .find_iter(&prose)
        .filter(|reference| all_exist(reference.as_str(), sections))
        .map(|reference| reference.range())
        .collect();
    mask::blank(&prose, references, ' ')
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

    use super::{results, typed_output};

    fn page(text: &str) -> Page {
        Page {
            path: "src/a.md".into(),
            text: text.into(),
        }
    }

    /// The numbers of a page that look like results.
    fn found(text: &str) -> Vec<String> {
        results(&page(text), &HashSet::from(["4.2", "4.3"]))
            .into_iter()
            .map(|(_, number)| number)
            .collect()
    }

    #[test]
    fn results_are_found_in_sentences() {
        assert_eq!(
            found("It has 3,184 of *100* and 2.5% or 1e-9."),
            ["3,184", "100", "2.5%", "1e-9"]
        );
        assert_eq!(found("> | a |\n> | - |\n> | 729 |"), ["729"]);
        assert_eq!(found("<p class=\"x-900\">\n1000x\n</p>"), ["1000"]);
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
    fn output_is_included() {
        let typed = "```console\n$ cargo run 1000\n{{#include a.txt:n-100}}\n\
                     27 letters\nloss 2.480\n```\n\n```rust\n1000\n```";
        assert_eq!(typed_output(&page(typed)), [(5, "2.480".to_owned())]);
    }
}
