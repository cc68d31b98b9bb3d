//! Coverage: code that no page shows.

use std::collections::HashSet;
use std::ops::Range;

use anyhow::{Context, Result};
use book::anchor::{lines, names};
use book::directive::Target;
use book::listing::diffs;
use book::path::is_kind;
use book::source::Source;
use book::{Book, Problem};

use crate::{anchor, include};

/// What the pages show: what they include, and the newer side of each diff.
fn shown(book: &Book) -> Result<HashSet<Target>> {
    let mut shown = include::targets(book);
    for page in &book.pages {
        let newer = diffs(&book.root, page)?.into_iter().map(|[_, it]| it);
        shown.extend(newer);
    }
    Ok(shown)
}

/// Every anchor in the code that no page includes, and no diff compares.
///
/// # Errors
///
/// If a file cannot be read.
pub fn unused(book: &Book) -> Result<Vec<Problem>> {
    let mut used = shown(book)?;
    for page in &book.pages {
        used.extend(diffs(&book.root, page)?.into_iter().flatten());
    }
    let mut problems = Vec::new();
    for (file, text) in anchor::files(&book.root)? {
        for (line, name) in names(&text) {
            let region = Target::region(&file, name);
            if is_kind(&file, "rs") && !used.contains(&region) {
                let message = format!("no page includes the anchor `{name}`");
                problems.push(Problem::new(&file, line, message));
            }
        }
    }
    Ok(problems)
}

/// Every line of the crates' sources that no page shows, where a run of such
/// lines begins. Docs, tests, imports and closing braces need not be shown.
///
/// # Errors
///
/// If a file cannot be read.
pub fn unshown(book: &Book) -> Result<Vec<Problem>> {
    let used = shown(book)?;
    let mut problems = Vec::new();
    for (file, text) in anchor::files(&book.root)? {
        if !(is_kind(&file, "rs") && file.contains("/src/")) {
            continue;
        }
        let shown: Vec<Range<usize>> = names(&text)
            .into_iter()
            .filter(|(_, name)| used.contains(&Target::region(&file, name)))
            .filter_map(|(_, name)| lines(&text, name))
            .collect();
        let source = Source::new(text).with_context(|| file.clone())?;
        let mut was_shown = true;
        for (line, code) in source.essential() {
            if code.trim().is_empty() {
                continue;
            }
            let is_shown = code.trim() == "}"
                || shown.iter().any(|lines| lines.contains(&line));
            if was_shown && !is_shown {
                let message = format!("no page shows `{}`", code.trim());
                problems.push(Problem::new(&file, line, message));
            }
            was_shown = is_shown;
        }
    }
    Ok(problems)
}
