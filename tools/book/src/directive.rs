//! Directives: how a page names what it did not write itself.
//!
//! Pages use mdBook's own `{{#include path:anchor}}`, so that the book renders
//! without its tools too. mdBook replaces an include that finds nothing by
//! nothing; here that is an error.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use fs_err as fs;
use regex::Regex;

use crate::anchor;
use crate::path::resolve;

/// The pattern by which mdBook finds its helpers.
static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\\\{\{#.*\}\}|\{\{\s*#(\w+)\s+([^}]+)\}\}")
        .expect("the pattern is valid")
});

/// A helper as a page writes it: `{{#name argument}}`.
#[derive(Debug)]
pub struct Directive<'a> {
    /// The bytes of the page.
    pub range: Range<usize>,
    /// The name of the helper, `include` for one.
    pub name: &'a str,
    /// The words after the name.
    pub argument: &'a str,
}

/// The file that an include names, or a region of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// The target of this helper in a page of this folder; none if it does not
    /// include anything.
    pub fn target(&self, folder: &str) -> Option<Target> {
        let is_include = matches!(self.name, "include" | "rustdoc_include");
        is_include.then(|| {
            let Target { file, anchor } = Target::parse(self.argument);
            let file = resolve(folder, &file);
            Target { file, anchor }
        })
    }
}

impl Target {
    /// Reads `file` or `file:anchor`.
    ///
    /// ```
    /// use book::directive::Target;
    ///
    /// let loss = Target::region("src/facts.txt", "loss");
    /// assert_eq!(Target::parse("src/facts.txt:loss"), loss);
    /// ```
    pub fn parse(name: &str) -> Self {
        match name.split_once(':') {
            Some((file, anchor)) => Self::region(file, anchor),
            None => Self {
                file: name.to_owned(),
                anchor: None,
            },
        }
    }

    /// A region of a file.
    pub fn region(file: &str, anchor: &str) -> Self {
        Self {
            file: file.to_owned(),
            anchor: Some(anchor.to_owned()),
        }
    }

    /// The included text.
    ///
    /// # Errors
    ///
    /// If there is nothing to include: a message that says what is missing.
    pub fn read(&self, root: &Path) -> Result<String, String> {
        let (text, lines) = self.find(root)?;
        Ok(match self.anchor {
            None => text,
            Some(_) => anchor::cut(&text, lines),
        })
    }

    /// The text of the whole file, and the lines of it that are included,
    /// counted from one.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn find(&self, root: &Path) -> Result<(String, Range<usize>), String> {
        let Self { file, anchor } = self;
        let text = fs::read_to_string(root.join(file))
            .map_err(|_| format!("there is no file {file} to include"))?;
        let lines = match anchor {
            None => anchor::WHOLE,
            Some(name) if name.starts_with(|c: char| c.is_ascii_digit()) => {
                return Err(format!(
                    "include an anchor of {file} instead of lines: lines move"
                ));
            }
            Some(name) => anchor::find(file, &text, name)?,
        };
        if anchor::cut(&text, lines.clone()).trim().is_empty() {
            let advice = if file.contains("/outputs/") {
                ": run `cargo bless`"
            } else {
                ""
            };
            return Err(format!(
                "what is included from {file} is empty{advice}"
            ));
        }
        Ok((text, lines))
    }
}

#[cfg(test)]
mod tests {
    use super::{Target, directives};

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
}
