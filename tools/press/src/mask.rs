//! Texts with a part of them blanked, where every other byte stays in place.

use std::ops::Range;
use std::sync::LazyLock;

use book::directive::directives;
use book::markdown::parse;
use book::markdown::pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use regex::Regex;

use crate::dollar;

/// A tag or a comment in HTML.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?s)<!--.*?-->|<(?:script|style).*?</(?:script|style)>|<[^>]*>",
    )
    .expect("the pattern is valid")
});

/// An attribute that a reader reads, or hears.
static READ: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?isx)
        \s (?: aria-(?:label|description|roledescription|valuetext|placeholder)
            | alt | title | placeholder | label | summary | abbr ) \s* = \s*
        (?: "(?<double>[^"]*)" | '(?<single>[^']*)' )"#,
    )
    .expect("the pattern is valid")
});

/// The text with every formula and every include replaced by as many letters,
/// so that Markdown does not see emphasis in `$a_1 b_1$` and every other byte
/// stays where it was.
pub fn masked(text: &str) -> String {
    let formulas = dollar::scan(text).formulas;
    let includes = directives(text);
    let ranges = formulas
        .into_iter()
        .map(|formula| formula.range)
        .chain(includes.into_iter().map(|include| include.range));
    blank(text, ranges, 'x')
}

/// The text with everything blanked that nobody reads as a sentence: code,
/// tags, and where links lead. Titles and labels in tags are read. Every other
/// byte stays where it was.
pub fn prose(text: &str) -> String {
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut titles: Vec<Range<usize>> = Vec::new();
    let (mut in_code, mut in_url) = (false, false);
    for (event, range) in parse(text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link {
                link_type, title, ..
            }) => {
                in_url =
                    matches!(link_type, LinkType::Autolink | LinkType::Email);
                titles.extend(place_of(&title, text));
            }
            Event::Start(Tag::Image { title, .. }) => {
                titles.extend(place_of(&title, text));
            }
            Event::End(TagEnd::Link) => in_url = false,
            Event::Text(_) if !in_code && !in_url => kept.push(range),
            Event::Html(_) | Event::InlineHtml(_) => kept.push(range),
            _ => {}
        }
    }
    kept.extend(titles);
    kept.sort_by_key(|range| range.start);
    let prose = blank(text, gaps(&kept, text.len()), ' ');
    let tags: Vec<_> = TAG.find_iter(&prose).map(|tag| tag.range()).collect();
    let unread = tags.into_iter().flat_map(|tag| unread(&prose, tag));
    blank(&prose, unread.collect::<Vec<_>>(), ' ')
}

/// Where the title of a link or of an image is written.
fn place_of(title: &str, text: &str) -> Option<Range<usize>> {
    if title.is_empty() {
        return None;
    }
    let marks = [('"', '"'), ('\'', '\''), ('(', ')')];
    let start = marks.into_iter().find_map(|(open, close)| {
        text.find(&format!("{open}{title}{close}"))
    })?;
    Some(start + 1..start + 1 + title.len())
}

/// The parts of a tag that nobody reads.
fn unread(text: &str, tag: Range<usize>) -> Vec<Range<usize>> {
    let written = &text[tag.clone()];
    let read: Vec<_> = READ
        .captures_iter(written)
        .filter(|_| !written.starts_with("<!--"))
        .filter_map(|it| it.name("double").or_else(|| it.name("single")))
        .map(|value| value.range())
        .collect();
    gaps(&read, written.len())
        .into_iter()
        .map(|gap| tag.start + gap.start..tag.start + gap.end)
        .collect()
}

/// The gaps between ranges that begin in order.
fn gaps(ranges: &[Range<usize>], length: usize) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    let mut end = 0;
    for range in ranges.iter().chain([&(length..length)]) {
        if end < range.start {
            gaps.push(end..range.start);
        }
        end = end.max(range.end);
    }
    gaps
}

/// The text with some of its bytes replaced; line ends stay.
pub fn blank(
    text: &str,
    ranges: impl IntoIterator<Item = Range<usize>>,
    with: char,
) -> String {
    let mut blanked = text.to_owned();
    for range in ranges {
        let filler: String = text[range.clone()]
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { with })
            .collect();
        blanked.replace_range(range, &filler);
    }
    blanked
}

#[cfg(test)]
mod tests {
    use super::{masked, prose};

    #[test]
    fn masking_keeps_every_other_byte_in_its_place() {
        let text = "Ä $a_1$ and `$b` {{#include x.txt:y}}\n";
        let masked = masked(text);
        assert_eq!(masked, "Ä xxxxx and `$b` xxxxxxxxxxxxxxxxxxxx\n");
    }

    #[test]
    fn labels_and_titles_are_read() {
        let read = |text: &str| -> Vec<String> {
            let prose = prose(text);
            prose.split_whitespace().map(str::to_owned).collect()
        };
        for text in [
            "<svg class=\"b\" aria-label=\"a 1\"></svg>",
            "An <abbr title='a 1'></abbr>".trim_start_matches("An "),
            "<img src=\"c\" alt=\"a 1\">",
            "![](b.svg \"a 1\")",
        ] {
            assert_eq!(read(text), ["a", "1"], "{text}");
        }
        assert_eq!(read("<!-- title=\"a\" --><p data-title=\"b\">"), [""; 0]);
    }
}
