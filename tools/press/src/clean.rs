//! Code as the book shows it: without what the prose already says.
//!
//! A page explains its listing, so the listing need not carry its doc comments,
//! its hints for the compiler and its tests. What is dropped is recognised
//! line by line, and where a dropped item ends by its indentation: the code of
//! the book is formatted by rustfmt, which makes both reliable.

use std::iter;

use book::anchor;

/// Attributes that speak to the compiler and not to the reader.
const HINTS: [&str; 9] = [
    "allow",
    "cold",
    "deny",
    "doc",
    "expect",
    "inline",
    "must_use",
    "rustfmt::skip",
    "warn",
];

/// The code of a listing: without docs, hints, tests and anchors, and with the
/// indentation of its outermost line removed.
pub fn listing(code: &str) -> String {
    tidy(without(code, end_of_extra))
}

/// The code of one side of a diff: a listing without its `use` lines, which
/// would say that modules moved where the reader looks for what changed.
pub fn diff_side(code: &str) -> String {
    tidy(essential(code))
}

/// The lines that a reader has to see to have seen the code: without docs,
/// hints, tests, anchors and imports. Each has its number, counted from one.
pub fn essential(code: &str) -> impl Iterator<Item = (usize, &str)> {
    without(code, |line| end_of_extra(line).or_else(|| end_of_use(line)))
}

/// A test for the last line of something that is dropped. It is given a line
/// and the indentation of the first line.
type IsLast = fn(line: &str, indent: &str) -> bool;

/// If a line begins something that listings leave out: how that ends.
fn end_of_extra(line: &str) -> Option<IsLast> {
    let code = line.trim_start();
    let is_doc = code.starts_with("//!")
        || (code.starts_with("///") && !code.starts_with("////"));
    if is_doc || anchor::is_marker(code) {
        return Some(|_, _| true);
    }
    if code.starts_with("#[cfg(test)]") {
        return Some(|line, indent| {
            line.strip_prefix(indent).is_some_and(|rest| {
                !rest.starts_with(' ') && rest.ends_with(['}', ';'])
            })
        });
    }
    let attribute = code.strip_prefix("#![").or(code.strip_prefix("#["))?;
    let name_end = attribute.find(['(', ']', ' ']).unwrap_or(attribute.len());
    HINTS
        .contains(&&attribute[..name_end])
        .then_some(|line, _| line.ends_with(']'))
}

/// If a line begins an import: how that ends.
fn end_of_use(line: &str) -> Option<IsLast> {
    let code = line.trim_start();
    code.strip_prefix("pub ")
        .unwrap_or(code)
        .starts_with("use ")
        .then_some(|line, _| line.ends_with(';'))
}

/// The lines without what `end` recognises, with their numbers.
fn without(
    code: &str,
    end: impl Fn(&str) -> Option<IsLast>,
) -> impl Iterator<Item = (usize, &str)> {
    let mut lines = (1..).zip(code.lines());
    iter::from_fn(move || {
        loop {
            let (number, first) = lines.next()?;
            let Some(is_last) = end(first) else {
                return Some((number, first));
            };
            let indent = &first[..first.len() - first.trim_start().len()];
            if !is_last(first, indent) {
                lines.find(|(_, line)| is_last(line, indent));
            }
        }
    })
}

/// The lines as one text, without the blank lines at its edges and in a row,
/// without the ends of blocks that began before it, and without the indentation
/// that all lines have.
fn tidy<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut depth = 0;
    for (_, line) in lines {
        depth += line.matches('{').count();
        let ends = line.matches('}').count();
        if ends > depth && line.trim() == "}" {
            continue;
        }
        depth = depth.saturating_sub(ends);
        let is_after_text = kept.last().is_some_and(|last| !last.is_empty());
        if !line.trim().is_empty() {
            kept.push(line);
        } else if is_after_text {
            kept.push("");
        }
    }
    dedent(kept.join("\n").trim_end())
}

/// The code with as much indentation removed as all its lines have.
fn dedent(code: &str) -> String {
    let indent = code
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let lines: Vec<&str> = code
        .lines()
        .map(|line| line.get(indent..).unwrap_or_default())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{diff_side, listing};

    const MODULE: &str = r#"//! A module.

#![allow(clippy::pedantic)]

use std::{
    fmt,
    ops::Add,
};
use names::Rng;

/// Adds.
///
/// ```
/// assert_eq!(1 + 1, 2);
/// ```
#[must_use]
#[expect(
    clippy::arithmetic_side_effects,
    reason = "it is small"
)]
#[derive(Debug)]
pub fn add(a: u8, b: u8) -> u8 {
    // ANCHOR: body
    // A comment stays.
    a + b // so does this
    // ANCHOR_END: body
}

#[cfg(test)]
mod tests {
    #[test]
    fn adds() {
        assert_eq!(super::add(1, 1), 2);
    }
}

#[cfg(test)]
use approx::assert_relative_eq;

//// Four slashes are a comment.
const LAST: u8 = 1;
"#;

    #[test]
    fn a_listing_is_the_code_alone() {
        assert_eq!(
            listing(MODULE),
            "\
use std::{
    fmt,
    ops::Add,
};
use names::Rng;

#[derive(Debug)]
pub fn add(a: u8, b: u8) -> u8 {
    // A comment stays.
    a + b // so does this
}

//// Four slashes are a comment.
const LAST: u8 = 1;"
        );
    }

    #[test]
    fn ends_of_what_began_before_are_left_out() {
        let end = "        if a {\n            b\n        }\n    }\n}\n";
        assert_eq!(listing(end), "if a {\n    b\n}");
    }

    #[test]
    fn a_diff_leaves_imports_out() {
        let side = diff_side(MODULE);
        assert!(side.starts_with("#[derive(Debug)]\npub fn add"), "{side}");
    }

    #[test]
    fn a_listing_starts_at_the_margin() {
        let code = "\n    if a {\n\n        b()\n    }\n\n";
        assert_eq!(listing(code), "if a {\n\n    b()\n}");
    }

    #[test]
    fn a_tested_method_ends_at_its_own_brace() {
        let code = "    #[cfg(test)]\n    fn a() {\n        b {\n        }\n    }\n    c();";
        assert_eq!(listing(code), "c();");
    }
}
