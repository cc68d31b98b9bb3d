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
/// tags, and where links lead. Every other byte stays where it was.
pub fn prose(text: &str) -> String {
    let mut kept: Vec<Range<usize>> = Vec::new();
    let (mut in_code, mut in_url) = (false, false);
    for (event, range) in parse(text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { link_type, .. }) => {
                in_url =
                    matches!(link_type, LinkType::Autolink | LinkType::Email);
            }
            Event::End(TagEnd::Link) => in_url = false,
            Event::Text(_) if !in_code && !in_url => kept.push(range),
            Event::Html(_) | Event::InlineHtml(_) => kept.push(range),
            _ => {}
        }
    }
    let prose = blank(text, gaps(&kept, text.len()), ' ');
    let tags: Vec<_> = TAG.find_iter(&prose).map(|tag| tag.range()).collect();
    blank(&prose, tags, ' ')
}

/// The gaps between ranges that are in order.
fn gaps(ranges: &[Range<usize>], length: usize) -> Vec<Range<usize>> {
    let starts = ranges.iter().map(|range| range.start).chain([length]);
    let ends = [0].into_iter().chain(ranges.iter().map(|range| range.end));
    ends.zip(starts)
        .filter(|(end, start)| end < start)
        .map(|(end, start)| end..start)
        .collect()
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
    use super::masked;

    #[test]
    fn masking_keeps_every_other_byte_in_its_place() {
        let text = "Ä $a_1$ and `$b` {{#include x.txt:y}}\n";
        let masked = masked(text);
        assert_eq!(masked, "Ä xxxxx and `$b` xxxxxxxxxxxxxxxxxxxx\n");
    }
}
