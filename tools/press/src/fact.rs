//! Facts: numbers that programs compute and sentences include.

use anyhow::Result;
use book::anchor;
use book::directive::Target;
use book::path::{SRC, files_below, is_facts};
use book::{Book, Problem};
use fs_err as fs;

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
    for file in files_below(&book.root, SRC)? {
        if !is_facts(&file) {
            continue;
        }
        let text = fs::read_to_string(book.root.join(&file))?;
        for (line, name) in anchor::names(&text) {
            if !used.contains(&Target::region(&file, name)) {
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
