//! The documents: one per line of a text.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

// ANCHOR: names
/// 32,033 first names, one per line: the training data of the book.
///
/// Source: names given to babies in the United States in 2018, counted by the
/// Social Security Administration (public domain); see `data/README.md`.
///
/// ```
/// assert!(names::NAMES.starts_with("emma\nolivia\nava\n"));
/// ```
pub const NAMES: &str = include_str!("../../../data/names.txt");
// ANCHOR_END: names

// ANCHOR: docs
/// The documents of a text: its lines, trimmed, without the empty ones.
///
/// ```
/// assert_eq!(names::docs("ava\n\n  emma \n"), ["ava", "emma"]);
/// assert_eq!(names::docs(names::NAMES).len(), 32_033);
/// ```
pub fn docs(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}
// ANCHOR_END: docs

// ANCHOR: read
/// Reads a text to learn from: any UTF-8 file of one document per line.
///
/// Some editors begin a file with a byte order mark; it is no part of the
/// first document, and left out.
///
/// # Errors
///
/// If the file cannot be read, is not UTF-8, or has nothing but white space.
///
/// ```
/// let missing = names::docs::read("no/such/file.txt".as_ref());
/// assert!(missing.is_err());
/// ```
pub fn read(path: &Path) -> Result<String, ReadError> {
    let fail = |problem| ReadError {
        path: path.to_owned(),
        problem,
    };
    let bytes = fs::read(path).map_err(|error| fail(Problem::Io(error)))?;
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let lines = valid.iter().filter(|&&byte| byte == b'\n').count();
        fail(Problem::NotUtf8 { line: lines + 1 })
    })?;
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    if docs(&text).is_empty() {
        return Err(fail(Problem::Empty));
    }
    Ok(text)
}
// ANCHOR_END: read

// ANCHOR: read-error
/// Why a text could not be read, in words that say what to do.
#[derive(Debug)]
pub struct ReadError {
    path: PathBuf,
    problem: Problem,
}

#[derive(Debug)]
enum Problem {
    Io(io::Error),
    NotUtf8 { line: usize },
    Empty,
}
// ANCHOR_END: read-error

// ANCHOR: read-error-display
impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let path = self.path.display();
        match &self.problem {
            Problem::Io(error) => write!(f, "cannot read {path}: {error}"),
            Problem::NotUtf8 { line } => write!(
                f,
                "{path} is not UTF-8 text (line {line}): convert it first"
            ),
            Problem::Empty => write!(
                f,
                "{path} has no documents: it needs at least one line of text"
            ),
        }
    }
}

impl Error for ReadError {}
// ANCHOR_END: read-error-display

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_the_original_ones() {
        assert_eq!(NAMES.len(), 228_145);
        let docs = docs(NAMES);
        assert_eq!(docs.first(), Some(&"emma"));
        assert_eq!(docs.last(), Some(&"zzyzx"));
        let lengths = docs.iter().map(|name| name.len());
        assert_eq!(lengths.clone().min(), Some(2));
        assert_eq!(lengths.max(), Some(15));
    }

    #[test]
    fn unreadable_files_say_what_is_wrong() {
        let dir = std::env::temp_dir().join("names-docs-test");
        fs::create_dir_all(&dir).expect("a temporary folder");
        let message = |name: &str, bytes: &[u8]| {
            let path = dir.join(name);
            fs::write(&path, bytes).expect("a temporary file");
            read(&path).expect_err("nothing to read").to_string()
        };
        assert!(message("empty.txt", b"").contains("no documents"));
        assert!(message("blank.txt", b" \n\n").contains("no documents"));
        let mark = message("mark.txt", b"\xef\xbb\xbf\r\n");
        assert!(mark.contains("no documents"), "{mark}");
        let latin1 = message("latin1.txt", b"ava\nzo\xeb\n");
        assert!(latin1.contains("not UTF-8 text (line 2)"), "{latin1}");
        let missing = read(&dir.join("missing.txt")).expect_err("missing");
        assert!(missing.to_string().contains("cannot read"));
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let path = std::env::temp_dir().join("names-docs-mark-test.txt");
        fs::write(&path, "\u{feff}ava\n").expect("a temporary file");
        assert_eq!(read(&path).expect("a text"), "ava\n");
    }
}
