//! Markdown, read the way mdBook reads it.

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{
    CodeBlockKind, Event, OffsetIter, Tag, TagEnd,
};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::page::Page;

pub use mdbook_markdown::pulldown_cmark;

/// The events of a text, each with the bytes that it came from.
pub fn parse(text: &str) -> OffsetIter<'_> {
    new_cmark_parser(text, &MarkdownOptions::default()).into_offset_iter()
}

/// The bytes of all headings.
///
/// ```
/// let text = "# A title\n\n```rust\n# hidden();\n```\n";
/// assert_eq!(book::markdown::headings(text), [0..10]);
/// ```
pub fn headings(text: &str) -> Vec<Range<usize>> {
    parse(text)
        .filter(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. })))
        .map(|(_, range)| range)
        .collect()
}

/// A block of code, as a page writes it.
#[derive(Debug)]
pub struct CodeBlock {
    /// The bytes of the page, with the fences.
    pub range: Range<usize>,
    /// The words after the opening fence; none if the block is indented.
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

#[cfg(test)]
mod tests {
    use super::code_blocks;
    use crate::page::Page;

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
