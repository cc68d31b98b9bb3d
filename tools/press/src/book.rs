//! The book as the checks see it: its pages in order, and its problems.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use mdbook_summary::{Summary, SummaryItem};

/// The table of contents, relative to the root.
pub const SUMMARY: &str = "src/SUMMARY.md";

/// A book: a table of contents and the pages that it names.
#[derive(Debug)]
pub struct Book {
    /// The folder that holds `book.toml`.
    pub root: PathBuf,
    /// What the table of contents names, in its order.
    pub entries: Vec<Entry>,
    /// The pages of those entries whose files exist.
    pub pages: Vec<Page>,
}

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

/// A page of the book.
#[derive(Debug)]
pub struct Page {
    /// The file, relative to the root and with `/` between its parts:
    /// `src/step-5-adam/5.3-the-code.md`.
    pub path: String,
    /// The Markdown, as written.
    pub text: String,
}

/// Something that a check refuses, where it is, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the root.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong, in words that say what to do.
    pub message: String,
}

impl Book {
    /// Reads the table of contents below this folder and every page it names.
    ///
    /// # Errors
    ///
    /// If the table of contents is missing or malformed. A page that is missing
    /// is left for [`link::check`](crate::link::check) to report.
    pub fn load(root: impl Into<PathBuf>) -> Result<Self> {
        let root = root.into();
        let text = fs::read_to_string(root.join(SUMMARY))
            .with_context(|| format!("cannot read {SUMMARY}"))?;
        let summary = mdbook_summary::parse_summary(&text)
            .map_err(|error| anyhow!("{SUMMARY}: {error:#}"))?;
        let entries = entries(&summary, &text);

        let pages = entries
            .iter()
            .filter_map(|entry| {
                let text = fs::read_to_string(root.join(&entry.path)).ok()?;
                let path = entry.path.clone();
                Some(Page { path, text })
            })
            .collect();
        Ok(Self {
            root,
            entries,
            pages,
        })
    }
}

/// What the table of contents names, in its order.
fn entries(summary: &Summary, text: &str) -> Vec<Entry> {
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
                path: format!("src/{location}"),
                line: index.map_or(1, |index| index + 1),
            });
        }
    }
    entries
}

impl Page {
    /// The folder that the links and the includes of this page start from.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The line, counted from one, on which a byte of the page stands.
    pub fn line_of(&self, offset: usize) -> usize {
        line_of(&self.text, offset)
    }

    /// A problem of this page, at a byte of its text.
    pub fn problem(
        &self,
        offset: usize,
        message: impl Into<String>,
    ) -> Problem {
        Problem::new(&self.path, self.line_of(offset), message)
    }
}

impl Problem {
    /// A problem on one line of a file.
    pub fn new(
        file: impl Into<String>,
        line: usize,
        message: impl Into<String>,
    ) -> Self {
        let (file, message) = (file.into(), message.into());
        Self {
            file,
            line,
            message,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// The problems as a list, one to a line.
pub fn list(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    lines.join("\n")
}

/// The line, counted from one, on which a byte of a text stands.
pub fn line_of(text: &str, offset: usize) -> usize {
    1 + text[..offset].matches('\n').count()
}

/// A path written from a folder, as a path from the root: `..` is resolved.
pub fn resolve(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Every file below a folder of the root, sorted, as a path from the root. A
/// folder that does not exist has no files.
///
/// # Errors
///
/// If a folder cannot be read.
pub fn files_below(root: &Path, folder: &str) -> Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !root.join(&folder).is_dir() {
            continue;
        }
        let content = fs::read_dir(root.join(&folder))
            .with_context(|| format!("cannot read {folder}"))?;
        for entry in content {
            let entry = entry?;
            let name = entry.file_name();
            let path = format!("{folder}/{}", name.to_string_lossy());
            if name.to_string_lossy().starts_with('.') || name == "target" {
                continue;
            }
            let is_folder = entry.file_type()?.is_dir();
            if is_folder { &mut folders } else { &mut files }.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether the name of a file ends like this, after its last dot.
pub fn is_kind(file: &str, extension: &str) -> bool {
    Path::new(file)
        .extension()
        .is_some_and(|it| it == extension)
}

/// A path with `/` between its parts, on every system.
pub fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The paths of all pages.
pub fn page_paths(book: &Book) -> HashSet<&str> {
    book.pages.iter().map(|page| page.path.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::{line_of, resolve};

    #[test]
    fn paths_are_resolved_from_their_folder() {
        assert_eq!(resolve("src/step-1", "../facts.txt"), "src/facts.txt");
        assert_eq!(
            resolve("src", "../chapters-code/a.rs"),
            "chapters-code/a.rs"
        );
        assert_eq!(resolve("src", "./a.md"), "src/a.md");
    }

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(line_of("a\nb\n", 0), 1);
        assert_eq!(line_of("a\nb\n", 2), 2);
    }
}
