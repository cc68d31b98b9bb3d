//! Anchors: names for the regions of a file that pages include.
//!
//! A region stands between a line with `ANCHOR: name` and a line with
//! `ANCHOR_END: name`. The rules are mdBook's own, except that mdBook renders
//! an anchor that is missing, misspelt or never closed as if nothing were
//! wrong; here each of these can be told.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// The lines of a whole file, as [`lines`] has those of a region.
pub const WHOLE: Range<usize> = 1..usize::MAX;

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

/// Whether a line marks the beginning or the end of a region.
pub fn is_marker(line: &str) -> bool {
    MARKER.is_match(line)
}

/// The numbers of the lines between the markers of a region, counted from one;
/// none if the text does not have a region of this name. As in mdBook, one that
/// never ends goes on to the end of the text.
pub fn lines(text: &str, name: &str) -> Option<Range<usize>> {
    let mut named = markers(text).filter(|marker| marker.name == name);
    let start = named.find(|marker| !marker.is_end)?.line + 1;
    let end = named.find(|marker| marker.is_end);
    Some(start..end.map_or(usize::MAX, |marker| marker.line))
}

/// These lines of a text, without the markers among them.
pub fn cut(text: &str, lines: Range<usize>) -> String {
    let lines: Vec<&str> = text
        .lines()
        .take(lines.end - 1)
        .skip(lines.start - 1)
        .filter(|line| !is_marker(line))
        .collect();
    lines.join("\n")
}

/// The text of a region, without the markers of regions inside it; none if
/// the text does not have a region of this name.
///
/// ```
/// let text = "// ANCHOR: sum\na + b\n// ANCHOR_END: sum\n";
/// assert_eq!(book::anchor::region(text, "sum").as_deref(), Some("a + b"));
/// ```
pub fn region(text: &str, name: &str) -> Option<String> {
    Some(cut(text, lines(text, name)?))
}

/// The lines of a region, or a message that says what the file has instead.
///
/// # Errors
///
/// If the file does not have a region of this name.
pub fn find(
    file: &str,
    text: &str,
    name: &str,
) -> Result<Range<usize>, String> {
    lines(text, name).ok_or_else(|| {
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

/// The names of the regions that a byte of the text stands in.
pub fn around(text: &str, offset: usize) -> Vec<&str> {
    let mut open = Vec::new();
    for marker in markers(&text[..offset]) {
        if marker.is_end {
            open.retain(|name| *name != marker.name);
        } else {
            open.push(marker.name);
        }
    }
    open
}

/// The text without its markers: a comment that is one goes, and its line too
/// if it has nothing else.
pub fn unmarked(text: &str) -> String {
    let lines = text.lines().filter_map(|line| {
        let Some(marker) = MARKER.find(line) else {
            return Some(line);
        };
        let code = line[..marker.start()].trim_end().trim_end_matches('/');
        let code = code.trim_end();
        (!code.is_empty()).then_some(code)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The faults of the anchors of one text, each with its line: one that is not
/// closed, is there twice, or is empty.
pub fn flaws(text: &str) -> Vec<(usize, String)> {
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
    use super::{around, find, flaws, region, unmarked};

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
    fn a_place_stands_in_the_regions_that_are_open() {
        let place = |word| CODE.find(word).expect("it is there");
        assert_eq!(around(CODE, place("two")), ["outer", "inner"]);
        assert_eq!(around(CODE, place("three")), ["outer"]);
        assert_eq!(around(CODE, place("four")), [""; 0]);
    }

    #[test]
    fn code_before_a_marker_stays() {
        let text = "a {\n    // ANCHOR: b\n} // ANCHOR_END: b\n";
        assert_eq!(unmarked(text), "a {\n}");
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
