//! The table of contents, read the way mdBook reads it.

use std::path::Path;

use anyhow::{Result, anyhow};
use fs_err as fs;
use mdbook_summary::{Summary, SummaryItem};

use crate::path::{SRC, slashed};

/// The table of contents, relative to the root.
pub const SUMMARY: &str = "src/SUMMARY.md";

/// A line of the table of contents.
#[derive(Debug)]
pub struct Entry {
    /// The title of the page.
    pub title: String,
    /// The file of the page, relative to the root.
    pub path: String,
    /// The line of the table of contents, counted from one.
    pub line: usize,
}

impl Entry {
    /// The number that the title of a section begins with.
    ///
    /// ```
    /// let entry = book::Entry {
    ///     title: "0.4 The Model".into(),
    ///     path: "src/step-0-counting/0.4-the-model.md".into(),
    ///     line: 9,
    /// };
    /// assert_eq!(entry.number(), Some("0.4"));
    /// let page = "http://localhost:3000/step-0-counting/0.4-the-model.html";
    /// assert_eq!(entry.address(), page);
    /// ```
    pub fn number(&self) -> Option<&str> {
        let (number, _) = self.title.split_once(' ')?;
        let (step, section) = number.split_once('.')?;
        let is_number = |part: &str| {
            !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit())
        };
        (is_number(step) && is_number(section)).then_some(number)
    }

    /// Where `mdbook serve` has the page.
    pub fn address(&self) -> String {
        let path = self.path.strip_prefix(SRC).unwrap_or(&self.path);
        let path = path.strip_suffix(".md").unwrap_or(path);
        let page = match path.strip_suffix("/README") {
            Some(folder) => format!("{folder}/index"),
            None => path.to_owned(),
        };
        format!("http://localhost:3000{page}.html")
    }
}

/// The lines of the table of contents below this folder that name a page, in
/// its order.
///
/// # Errors
///
/// If the table of contents is missing or malformed.
pub fn entries(root: &Path) -> Result<Vec<Entry>> {
    let text = fs::read_to_string(root.join(SUMMARY))?;
    let summary = mdbook_summary::parse_summary(&text)
        .map_err(|error| anyhow!("{SUMMARY}: {error:#}"))?;
    Ok(in_order(&summary, &text))
}

fn in_order(summary: &Summary, text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut rest: Vec<&SummaryItem> = summary
        .prefix_chapters
        .iter()
        .chain(&summary.numbered_chapters)
        .chain(&summary.suffix_chapters)
        .rev()
        .collect();
    while let Some(item) = rest.pop() {
        let SummaryItem::Link(link) = item else {
            continue;
        };
        rest.extend(link.nested_items.iter().rev());
        if let Some(location) = &link.location {
            let location = slashed(location);
            let target = format!("]({location})");
            let index = text.lines().position(|it| it.contains(&target));
            entries.push(Entry {
                title: link.name.clone(),
                path: format!("{SRC}/{location}"),
                line: index.map_or(1, |index| index + 1),
            });
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn entries_are_in_order_and_know_their_lines() {
        let text = "\
# Summary

[Introduction](README.md)

- [Step 0](step-0/README.md)
  - [0.1 The Dataset](step-0/0.1-the-dataset.md)
  - [Announced]()
- [Step 1](step-1/README.md)
";
        let summary = mdbook_summary::parse_summary(text).expect("it is one");
        let found: Vec<_> = in_order(&summary, text)
            .into_iter()
            .map(|entry| (entry.line, entry.path, entry.title))
            .collect();
        let expected = [
            (3, "src/README.md", "Introduction"),
            (5, "src/step-0/README.md", "Step 0"),
            (6, "src/step-0/0.1-the-dataset.md", "0.1 The Dataset"),
            (8, "src/step-1/README.md", "Step 1"),
        ];
        let owned = |(line, path, title): (usize, &str, &str)| {
            (line, path.to_owned(), title.to_owned())
        };
        assert_eq!(found, expected.map(owned));
    }
}
