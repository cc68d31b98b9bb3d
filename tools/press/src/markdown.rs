//! Markdown, read the way mdBook reads it.

use std::ops::Range;
use std::sync::LazyLock;

use mdbook_markdown::pulldown_cmark::{
    CodeBlockKind, Event, LinkType, OffsetIter, Tag, TagEnd,
};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use regex::Regex;

use crate::book::Page;
use crate::{formula, include};

pub use mdbook_markdown::pulldown_cmark;

/// A tag or a comment in HTML.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?s)<!--.*?-->|<(?:script|style).*?</(?:script|style)>|<[^>]*>",
    )
    .expect("the pattern is valid")
});

/// The events of a text, each with the bytes that it came from.
pub fn parse(text: &str) -> OffsetIter<'_> {
    new_cmark_parser(text, &MarkdownOptions::default()).into_offset_iter()
}

/// A block of code, as a page writes it.
#[derive(Debug)]
pub struct CodeBlock {
    /// The bytes of the page, with the fences.
    pub range: Range<usize>,
    /// What follows the opening fence; none if the block is indented.
    pub info: Option<String>,
    /// The lines between the fences, with their numbers in the page.
    pub lines: Vec<(usize, String)>,
}

impl CodeBlock {
    /// Whether the block says that it is Rust.
    pub fn is_rust(&self) -> bool {
        self.language() == Some("rust")
    }

    /// The first word of the info string.
    pub fn language(&self) -> Option<&str> {
        self.flags().next()
    }

    /// The words of the info string: a language and its flags.
    pub fn flags(&self) -> impl Iterator<Item = &str> {
        self.info
            .iter()
            .flat_map(|info| info.split([',', ' ']))
            .filter(|flag| !flag.is_empty())
    }
}

/// Every block of code of a page.
pub fn code_blocks(page: &Page) -> Vec<CodeBlock> {
    let mut blocks: Vec<CodeBlock> = Vec::new();
    let mut is_inside = false;
    for (event, range) in parse(&page.text) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => Some(info.to_string()),
                    CodeBlockKind::Indented => None,
                };
                blocks.push(CodeBlock {
                    range,
                    info,
                    lines: Vec::new(),
                });
                is_inside = true;
            }
            Event::End(TagEnd::CodeBlock) => is_inside = false,
            Event::Text(text) if is_inside => {
                if let Some(block) = blocks.last_mut() {
                    let numbers = page.line_of(range.start)..;
                    let lines = text.lines().map(str::to_owned);
                    block.lines.extend(numbers.zip(lines));
                }
            }
            _ => {}
        }
    }
    blocks
}

/// The text with every formula and every include replaced by as many letters,
/// so that Markdown does not see emphasis in `$a_1 b_1$` and every other byte
/// stays where it was.
pub fn masked(text: &str) -> String {
    let formulas = formula::scan(text).formulas;
    let includes = include::directives(text);
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

/// What lies between ranges that are in order.
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
    use super::{code_blocks, masked};
    use crate::book::Page;

    #[test]
    fn masking_keeps_every_other_byte_in_its_place() {
        let text = "Ä $a_1$ and `$b` {{#include x.txt:y}}\n";
        let masked = masked(text);
        assert_eq!(masked, "Ä xxxxx and `$b` xxxxxxxxxxxxxxxxxxxx\n");
    }

    #[test]
    fn code_blocks_know_their_lines() {
        let page = Page {
            path: "src/a.md".into(),
            text: "text\n\n- item\n\n  ```rust,should_panic\n  one\n\n    \
                   two\n  ```\n"
                .into(),
        };
        let blocks = code_blocks(&page);
        assert!(blocks[0].is_rust());
        let lines: Vec<(usize, &str)> = blocks[0]
            .lines
            .iter()
            .map(|(number, line)| (*number, line.as_str()))
            .collect();
        assert_eq!(lines, [(6, "one"), (7, ""), (8, "  two")]);
    }
}
