//! Paths of the book: from its root, with `/` between their parts.

use std::path::Path;

use anyhow::{Context, Result};
use walkdir::{DirEntry, WalkDir};

/// The folder of the pages.
pub const SRC: &str = "src";

/// The folder of the crates that the pages show.
pub const CODE: &str = "chapters-code";

/// Folders of what is built or installed, wherever they stand.
pub const MADE: [&str; 2] = ["node_modules", "target"];

/// A path written from a folder, as a path from the root: `..` is resolved.
///
/// ```
/// let path = book::path::resolve("src/step-1", "../facts.txt");
/// assert_eq!(path, "src/facts.txt");
/// ```
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
/// folder that does not exist has no files. What is hidden, built or installed
/// is left out.
///
/// # Errors
///
/// If a folder cannot be read.
pub fn files_below(root: &Path, folder: &str) -> Result<Vec<String>> {
    let top = root.join(folder);
    if !top.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    let entries = WalkDir::new(top).min_depth(1).into_iter();
    for entry in entries.filter_entry(is_source) {
        let entry = entry.with_context(|| format!("cannot read {folder}"))?;
        if !entry.file_type().is_dir() {
            files.push(slashed(entry.path().strip_prefix(root)?));
        }
    }
    files.sort();
    Ok(files)
}

/// Whether somebody wrote this file or folder and means others to see it.
fn is_source(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_made = entry.file_type().is_dir() && MADE.contains(&name.as_ref());
    !name.starts_with('.') && !is_made
}

/// Whether the name of a file ends like this, after its last dot.
pub fn is_kind(file: &str, extension: &str) -> bool {
    Path::new(file)
        .extension()
        .is_some_and(|it| it == extension)
}

/// Whether a file holds the facts of a chapter: regions of one number each.
pub fn is_facts(file: &str) -> bool {
    file.ends_with("/facts.txt")
}

/// A path with `/` between its parts, on every system.
pub fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn paths_are_resolved_from_their_folder() {
        assert_eq!(resolve("src/step-1", "../facts.txt"), "src/facts.txt");
        assert_eq!(
            resolve("src", "../chapters-code/a.rs"),
            "chapters-code/a.rs"
        );
        assert_eq!(resolve("src", "./a.md"), "src/a.md");
    }
}
