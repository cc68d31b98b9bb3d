//! Markdown, read the way mdBook reads it.

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{
    CodeBlockKind, Event, OffsetIter, Tag, TagEnd,
};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::book::Page;
use crate::{formula, include};

pub use mdbook_markdown::pulldown_cmark;

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
        self.flags().next() == Some("rust")
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
