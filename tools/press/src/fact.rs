//! Facts: numbers that programs compute and sentences include.

use std::fs;

use anyhow::Result;

use crate::anchor;
use crate::book::{Book, Problem, files_below};
use crate::include;

/// Every fact is used by a page: what nobody reads need not be computed.
///
/// That every fact which a page uses exists, [`include::check`] says.
///
/// # Errors
///
/// If a file cannot be read.
pub fn check(book: &Book) -> Result<Vec<Problem>> {
    let used = include::targets(book);
    let mut problems = Vec::new();
    for file in files_below(&book.root, "src")? {
        if !file.ends_with("/facts.txt") {
            continue;
        }
        let text = fs::read_to_string(book.root.join(&file))?;
        for (line, name) in anchor::names(&text) {
            if !used.contains(&(file.clone(), name.to_owned())) {
                let message = format!(
                    "no page uses the fact `{name}`: use it, or compute it \
                     no more"
                );
                problems.push(Problem::new(&file, line, message));
            }
        }
    }
    Ok(problems)
}
