//! Anchors: names for the regions of a file that pages include.
//!
//! A region stands between a line with `ANCHOR: name` and a line with
//! `ANCHOR_END: name`. The rules are mdBook's own, except that mdBook renders
//! an anchor that is missing, misspelt or never closed as if nothing were
//! wrong; here each of these is a problem.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;

use crate::book::{Book, Problem, files_below, is_kind};
use crate::clean;
use crate::include;

/// The marker of mdBook, wherever it stands in its line.
static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"ANCHOR(?<end>_END)?:\s*(?<name>[\w_-]+)")
        .expect("the pattern is valid")
});

/// A line that begins or ends a region.
struct Marker<'a> {
    /// Counted from one.
    line: usize,
    name: &'a str,
    is_end: bool,
}

/// Whether a line marks the beginning or the end of a region.
pub fn is_marker(line: &str) -> bool {
    MARKER.is_match(line)
}

/// The lines of a region, without the markers of regions inside it; none if
/// the file does not have a region of this name.
pub fn region(text: &str, name: &str) -> Option<String> {
    let is_at = |line: &str, is_end: bool| {
        MARKER.captures(line).is_some_and(|marker| {
            &marker["name"] == name && marker.name("end").is_some() == is_end
        })
    };
    let mut lines = text.lines();
    lines.find(|line| is_at(line, false))?;
    let region: Vec<&str> = lines
        .take_while(|line| !is_at(line, true))
        .filter(|line| !is_marker(line))
        .collect();
    Some(region.join("\n"))
}

/// The same, or a message that says what the file has instead.
///
/// # Errors
///
/// If the file does not have a region of this name.
pub fn find(file: &str, text: &str, name: &str) -> Result<String, String> {
    region(text, name).ok_or_else(|| {
        let names: Vec<String> = names(text)
            .into_iter()
            .map(|(_, name)| format!("`{name}`"))
            .collect();
        let names = match names.as_slice() {
            [] => "none at all".into(),
            names => names.join(", "),
        };
        format!("{file} has no anchor called `{name}`: it has {names}")
    })
}

/// The name of every region, with the line that it begins on.
pub fn names(text: &str) -> Vec<(usize, &str)> {
    markers(text)
        .filter(|marker| !marker.is_end)
        .map(|marker| (marker.line, marker.name))
        .collect()
}

fn markers(text: &str) -> impl Iterator<Item = Marker<'_>> {
    (1..).zip(text.lines()).filter_map(|(line, content)| {
        let marker = MARKER.captures(content)?;
        Some(Marker {
            line,
            name: marker.name("name")?.as_str(),
            is_end: marker.name("end").is_some(),
        })
    })
}

/// Every anchor in the code and in the facts is closed, unique and not empty.
///
/// # Errors
///
/// If a file cannot be read.
pub fn check(book: &Book) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for (file, text) in anchored_files(&book.root)? {
        for (line, message) in flaws(&text) {
            problems.push(Problem::new(&file, line, message));
        }
    }
    Ok(problems)
}

/// Every anchor in the code that no page includes.
///
/// # Errors
///
/// If a file cannot be read.
pub fn unused(book: &Book) -> Result<Vec<Problem>> {
    let used = include::targets(book);
    let mut problems = Vec::new();
    for (file, text) in anchored_files(&book.root)? {
        for (line, name) in names(&text) {
            if is_kind(&file, "rs") && !used.contains(&target(&file, name)) {
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
    let used = include::targets(book);
    let mut problems = Vec::new();
    for (file, text) in anchored_files(&book.root)? {
        if !(is_kind(&file, "rs") && file.contains("/src/")) {
            continue;
        }
        let shown: Vec<RangeInclusive<usize>> = names(&text)
            .into_iter()
            .filter(|(_, name)| used.contains(&target(&file, name)))
            .map(|(start, name)| start..=end_of(&text, name))
            .collect();
        let mut was_shown = true;
        for (line, code) in clean::essential(&text) {
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

/// What an include of this anchor names.
fn target(file: &str, name: &str) -> (String, String) {
    (file.to_owned(), name.to_owned())
}

/// The line on which a region ends.
fn end_of(text: &str, name: &str) -> usize {
    markers(text)
        .find(|marker| marker.is_end && marker.name == name)
        .map_or(0, |marker| marker.line)
}

/// Every file that may have anchors: the code and the facts.
fn anchored_files(root: &Path) -> Result<Vec<(String, String)>> {
    let code = files_below(root, "chapters-code")?;
    let facts = files_below(root, "src")?;
    code.into_iter()
        .filter(|file| is_kind(file, "rs"))
        .chain(
            facts
                .into_iter()
                .filter(|file| file.ends_with("/facts.txt")),
        )
        .map(|file| {
            let text = fs::read_to_string(root.join(&file))
                .with_context(|| format!("cannot read {file}"))?;
            Ok((file, text))
        })
        .collect()
}

/// What is wrong with the anchors of one file, and on which line.
fn flaws(text: &str) -> Vec<(usize, String)> {
    let mut flaws = Vec::new();
    let markers: Vec<Marker> = markers(text).collect();
    for (index, marker) in markers.iter().enumerate() {
        let Marker { line, name, is_end } = *marker;
        let (before, after) = (&markers[..index], &markers[index + 1..]);
        let same =
            |other: &&Marker| other.name == name && other.is_end == is_end;
        let partner =
            |other: &Marker| other.name == name && other.is_end != is_end;
        if before.iter().find(same).is_some() {
            flaws.push((line, format!("a second anchor called `{name}`")));
        } else if is_end && !before.iter().any(partner) {
            flaws.push((line, format!("`{name}` ends but never begins")));
        } else if !is_end && !after.iter().any(partner) {
            flaws.push((line, format!("`{name}` begins but never ends")));
        } else if !is_end
            && region(text, name).is_none_or(|it| it.trim().is_empty())
        {
            flaws.push((line, format!("the anchor `{name}` is empty")));
        }
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::{find, flaws, region};

    const CODE: &str = "\
// ANCHOR: outer
one
// ANCHOR: inner
two
// ANCHOR_END: inner
three
// ANCHOR_END: outer
four";

    #[test]
    fn a_region_leaves_out_the_markers_inside_it() {
        assert_eq!(region(CODE, "outer").unwrap(), "one\ntwo\nthree");
        assert_eq!(region(CODE, "inner").unwrap(), "two");
        assert_eq!(region(CODE, "other"), None);
        assert_eq!(flaws(CODE), []);
    }

    #[test]
    fn a_missing_region_lists_those_that_exist() {
        assert_eq!(
            find("a.rs", CODE, "other").unwrap_err(),
            "a.rs has no anchor called `other`: it has `outer`, `inner`"
        );
    }

    #[test]
    fn every_flaw_is_found_on_its_line() {
        let text = "\
// ANCHOR: a
x
// ANCHOR_END: b
// ANCHOR: empty

// ANCHOR_END: empty
// ANCHOR: c
x
// ANCHOR_END: c
// ANCHOR: c";
        let expected = [
            (1, "`a` begins but never ends"),
            (3, "`b` ends but never begins"),
            (4, "the anchor `empty` is empty"),
            (10, "a second anchor called `c`"),
        ];
        assert_eq!(
            flaws(text),
            expected.map(|(line, message)| (line, message.to_owned()))
        );
    }
}
