//! The anchors of the code and of the facts.

use std::path::Path;

use anyhow::Result;
use book::anchor::flaws;
use book::path::{CODE, SRC, files_below, is_facts, is_kind};
use book::{Book, Problem};
use fs_err as fs;

/// Every anchor in the code and in the facts is closed, unique and not empty.
///
/// # Errors
///
/// If a file cannot be read.
pub fn check(book: &Book) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for (file, text) in files(&book.root)? {
        for (line, message) in flaws(&text) {
            problems.push(Problem::new(&file, line, message));
        }
    }
    Ok(problems)
}

/// A crate that a page shows though it is wrong, to show what its check says.
const FAILED: &str = "figures/failed-check";

/// Every file that may have anchors, the code and the facts, with its text.
///
/// # Errors
///
/// If a file cannot be read.
pub fn files(root: &Path) -> Result<Vec<(String, String)>> {
    let mut files = files_below(root, CODE)?;
    files.extend(files_below(root, FAILED)?);
    files.retain(|file| is_kind(file, "rs"));
    let facts = files_below(root, SRC)?;
    files.extend(facts.into_iter().filter(|file| is_facts(file)));
    files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(root.join(&file))?;
            Ok((file, text))
        })
        .collect()
}
