//! Pages with what they include, for checks of what a reader reads.

use std::ops::Range;
use std::path::Path;

use book::Page;
use book::directive::directives;
use book::path::is_kind;

/// A page with its includes replaced by what they include, and where each part
/// of it came from. Listings are left out: they have neither maths nor prose.
#[derive(Debug)]
pub struct Expanded {
    /// The expanded text.
    pub text: String,
    /// Where a part begins: in the expanded text, and in the page.
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    start: usize,
    origin: usize,
    is_included: bool,
}

impl Expanded {
    /// Expands a page. An include that finds nothing stays as it is written.
    pub fn new(root: &Path, page: &Page) -> Self {
        let mut expanded = Self {
            text: String::new(),
            parts: Vec::new(),
        };
        let mut done = 0;
        for directive in directives(&page.text) {
            let content = directive
                .target(page.folder())
                .filter(|target| !is_kind(&target.file, "rs"))
                .and_then(|target| target.read(root).ok());
            if let Some(content) = content {
                let Range { start, end } = directive.range;
                expanded.push(&page.text[done..start], done, false);
                expanded.push(&content, start, true);
                done = end;
            }
        }
        expanded.push(&page.text[done..], done, false);
        expanded
    }

    fn push(&mut self, text: &str, origin: usize, is_included: bool) {
        let start = self.text.len();
        self.parts.push(Part {
            start,
            origin,
            is_included,
        });
        self.text.push_str(text);
    }

    /// The byte of the page that a byte of the expanded text came from; for
    /// included text, where its include stands.
    pub fn origin(&self, offset: usize) -> usize {
        let next = self.parts.partition_point(|part| part.start <= offset);
        let part = &self.parts[next - 1];
        if part.is_included {
            part.origin
        } else {
            part.origin + (offset - part.start)
        }
    }
}
