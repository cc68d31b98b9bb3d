//! Includes: how a page shows what it did not write itself.
//!
//! Pages use mdBook's own `{{#include path:anchor}}`, so that the book renders
//! without the press too. mdBook replaces an include that finds nothing by
//! nothing; here that is a problem.

use std::collections::HashSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use crate::anchor;
use crate::book::{Book, Page, Problem, is_kind, resolve};
use crate::markdown;

/// The pattern by which mdBook finds its helpers.
static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\\\{\{#.*\}\}|\{\{\s*#(\w+)\s+([^}]+)\}\}")
        .expect("the pattern is valid")
});

/// The braces of a helper, escaped or not, and whether its name follows them.
static BRACES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\\?\{\{(?<name>\s*#?\s*(?:include|rustdoc_include|playground)\b)?",
    )
    .expect("the pattern is valid")
});

/// A helper as a page writes it: `{{#name argument}}`.
#[derive(Debug)]
pub struct Directive<'a> {
    /// The bytes of the page.
    pub range: Range<usize>,
    /// The name of the helper, `include` for one.
    pub name: &'a str,
    /// What follows the name.
    pub argument: &'a str,
}

/// What an include names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The file, relative to the root.
    pub file: String,
    /// The anchor; none for the whole file.
    pub anchor: Option<String>,
}

/// Every helper of a text, save those that a backslash escapes.
pub fn directives(text: &str) -> Vec<Directive<'_>> {
    DIRECTIVE
        .captures_iter(text)
        .filter_map(|captures| {
            Some(Directive {
                range: captures.get(0)?.range(),
                name: captures.get(1)?.as_str(),
                argument: captures.get(2)?.as_str().trim(),
            })
        })
        .collect()
}

impl Directive<'_> {
    /// What this helper includes into a page of this folder; none if it is not
    /// one that includes.
    pub fn target(&self, folder: &str) -> Option<Target> {
        if !matches!(self.name, "include" | "rustdoc_include") {
            return None;
        }
        let (path, anchor) = match self.argument.split_once(':') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (self.argument, None),
        };
        Some(Target {
            file: resolve(folder, path),
            anchor,
        })
    }
}

impl Target {
    /// The included text.
    ///
    /// # Errors
    ///
    /// If there is nothing to include: a message that says what is missing.
    pub fn read(&self, root: &Path) -> Result<String, String> {
        let Self { file, anchor } = self;
        let text = fs::read_to_string(root.join(file))
            .map_err(|_| format!("there is no file {file} to include"))?;
        let included = match anchor {
            None => text,
            Some(name) if name.starts_with(|c: char| c.is_ascii_digit()) => {
                return Err(format!(
                    "include an anchor of {file} instead of lines: lines move"
                ));
            }
            Some(name) => anchor::find(file, &text, name)?,
        };
        if included.trim().is_empty() {
            return Err(format!(
                "what is included from {file} is empty{}",
                if file.contains("/outputs/") {
                    ": run `cargo bless`"
                } else {
                    ""
                }
            ));
        }
        Ok(included)
    }
}

/// Every include of every page finds a file and an anchor that is not empty,
/// and nothing looks like an include that is none.
pub fn check(book: &Book) -> Vec<Problem> {
    book.pages
        .iter()
        .flat_map(|page| check_page(&book.root, page))
        .collect()
}

/// The same for one page.
pub fn check_page(root: &Path, page: &Page) -> Vec<Problem> {
    let mut problems: Vec<Problem> = directives(&page.text)
        .iter()
        .filter_map(|directive| {
            let message = match directive.target(page.folder()) {
                Some(target) => target.read(root).err()?,
                None => format!(
                    "`{{{{#{}}}}}` is not used in this book: write \
                     `{{{{#include path:anchor}}}}`",
                    directive.name
                ),
            };
            Some(page.problem(directive.range.start, message))
        })
        .collect();
    problems.extend(strays(page).into_iter().map(|offset| {
        page.problem(
            offset,
            "a reader would see these braces: write `{{#include path:anchor}}`",
        )
    }));
    problems
}

/// Where two braces begin something that mdBook does not take for a helper. In
/// code and in formulas that is one only if it has the name of one.
fn strays(page: &Page) -> Vec<usize> {
    let helpers = directives(&page.text).into_iter().map(|it| it.range);
    let text = markdown::blank(&page.text, helpers, 'x');
    let prose = markdown::prose(&markdown::masked(&page.text));
    BRACES
        .captures_iter(&text)
        .filter_map(|braces| {
            let start = braces.get(0)?.start();
            let is_prose = prose[start..].starts_with("{{");
            let is_stray = text[start..].starts_with('{')
                && (is_prose || braces.name("name").is_some());
            is_stray.then_some(start)
        })
        .collect()
}

/// Every anchor that some page includes, with its file.
pub fn targets(book: &Book) -> HashSet<(String, String)> {
    book.pages
        .iter()
        .flat_map(|page| {
            directives(&page.text)
                .into_iter()
                .filter_map(|directive| directive.target(page.folder()))
        })
        .filter_map(|target| Some((target.file, target.anchor?)))
        .collect()
}

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

#[cfg(test)]
mod tests {
    use super::{Target, directives, strays};
    use crate::book::Page;

    #[test]
    fn an_include_names_a_file_from_the_folder_of_its_page() {
        let text = r"\{{#include no}} {{#include ../facts.txt:loss}}";
        let found = directives(text);
        assert_eq!(found.len(), 0, "mdBook's pattern is greedy: {found:?}");

        let found = directives("is {{#include ../facts.txt:loss}}.");
        let expected = Target {
            file: "src/facts.txt".into(),
            anchor: Some("loss".into()),
        };
        assert_eq!(found[0].target("src/step-1"), Some(expected));
    }

    #[test]
    fn braces_that_are_no_helper_are_found() {
        let strays = |text: &str| {
            let text = text.into();
            let path = "src/a.md".into();
            strays(&Page { path, text }).len()
        };
        for text in [
            "is {{include facts.txt:loss}}.",
            "is {{#include}}.",
            "is {{ loss }}.",
            "is $n_{{include facts.txt:n}}$",
            "```text\n{{include outputs/a.txt}}\n```",
        ] {
            assert_eq!(strays(text), 1, "{text}");
        }
        for text in [
            "is {{#include facts.txt:loss}}.",
            "is $n_{{{#include facts.txt:n}}}$ or $x^{{a}}$ or `{{}}`.",
            "```rust\nformat!(\"{{a}}\");\n```",
            r"is \{{#include facts.txt:loss}}.",
        ] {
            assert_eq!(strays(text), 0, "{text}");
        }
    }
}
