//! The text to learn from, or to be measured on.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use names::NAMES;
use serde::{Deserialize, Serialize};

use crate::{Error, size};

/// A text of one document per line, and where it comes from.
///
/// ```
/// let names = microgpt::Data::read(None)?;
/// assert_eq!(names.id().documents, 32_033);
/// # Ok::<(), microgpt::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Data {
    /// The file that it was read from; `None` for the names of the book.
    pub file: Option<PathBuf>,
    /// The text.
    pub text: Cow<'static, str>,
}

/// The marks that tell some documents from others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataId {
    /// How many there are.
    pub documents: usize,
    /// A hash of them, in hexadecimal digits.
    pub fingerprint: String,
}

/// The relation of a text to what a model learned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It has the same documents.
    Same,
    /// It begins with them, and has more.
    Grown,
    /// It is another text.
    Other,
}

impl Data {
    /// Reads a file, or the names of the book if there is none.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is too large, is not UTF-8, or has no
    /// documents.
    pub fn read(file: Option<&Path>) -> Result<Self, Error> {
        let Some(file) = file else {
            return Ok(Data {
                file: None,
                text: Cow::Borrowed(NAMES),
            });
        };
        let format = "give a text file (UTF-8) of one document per line";
        // What is no regular file may have no end.
        if let Ok(metadata) = fs::metadata(file) {
            if !metadata.is_file() {
                let problem = format!("{} is not a file", file.display());
                return Err(Error::new(problem, format));
            }
            if metadata.len() > size::MAX_TEXT {
                let problem = format!(
                    "{} is larger than the {} MB that fit into memory",
                    file.display(),
                    size::MAX_TEXT / 1_000_000
                );
                return Err(Error::new(problem, "give a part of it"));
            }
        }
        let text = names::docs::read(file)
            .map_err(|error| Error::new(error.to_string(), format))?;
        Ok(Data {
            file: Some(file.to_owned()),
            text: Cow::Owned(text),
        })
    }

    /// The marks that tell its documents from others. How its lines end is
    /// not among them, nor what is trimmed off a line.
    ///
    /// ```
    /// use microgpt::Data;
    ///
    /// let id = |text: &str| {
    ///     let text = text.to_owned().into();
    ///     Data { file: None, text }.id()
    /// };
    /// assert_eq!(id("ava\nmia"), id("ava \r\n\r\nmia\r\n"));
    /// assert_ne!(id("ava\nmia"), id("avam\nia"));
    /// ```
    pub fn id(&self) -> DataId {
        DataId::of(&names::docs(&self.text))
    }

    /// Its relation to what a model learned from.
    pub fn relation(&self, learned: &DataId) -> Relation {
        let docs = names::docs(&self.text);
        let begins = docs.get(..learned.documents).is_some_and(|first| {
            // A model file of an earlier version has a hash of all bytes.
            DataId::of(first).fingerprint == learned.fingerprint
                || digits(fnv1a(self.text.as_bytes())) == learned.fingerprint
        });
        match begins {
            true if docs.len() == learned.documents => Relation::Same,
            true => Relation::Grown,
            false => Relation::Other,
        }
    }

    /// Its name.
    pub fn name(&self) -> String {
        match &self.file {
            Some(file) => file.display().to_string(),
            None => "the built-in names".to_string(),
        }
    }
}

impl DataId {
    /// The marks of these documents: the hash is that of a text of one a line,
    /// with nothing after the last.
    fn of(docs: &[&str]) -> Self {
        let mut hash = START;
        for (i, doc) in docs.iter().enumerate() {
            let end: &[u8] = if i == 0 { b"" } else { b"\n" };
            hash = hashed(hashed(hash, end), doc.as_bytes());
        }
        DataId {
            documents: docs.len(),
            fingerprint: digits(hash),
        }
    }

    /// Whether it can have been made by this program.
    pub(crate) fn is_sound(&self) -> bool {
        let mut digits = self.fingerprint.bytes();
        digits.len() == 16 && digits.all(|it| it.is_ascii_hexdigit())
    }
}

fn digits(hash: u64) -> String {
    format!("{hash:016x}")
}

/// The hash of no bytes.
const START: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash that a change of the bytes nearly always changes, short of malice
/// (FNV-1a: Fowler, Noll and Vo, 1991).
///
/// ```
/// assert_eq!(microgpt::data::fnv1a(b""), 0xcbf2_9ce4_8422_2325);
/// assert_eq!(microgpt::data::fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
/// ```
pub fn fnv1a(bytes: &[u8]) -> u64 {
    hashed(START, bytes)
}

/// The hash of more bytes, after those of `hash`.
fn hashed(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(text: &str) -> Data {
        Data {
            file: None,
            text: text.to_owned().into(),
        }
    }

    #[test]
    fn the_built_in_names_have_the_marks_they_always_had() {
        let id = Data::read(None).expect("the names").id();
        assert_eq!(id.fingerprint, digits(fnv1a(NAMES.as_bytes())));
    }

    #[test]
    fn a_text_is_told_from_one_that_grew_and_from_others() {
        let learned = data("ava\nmia\n").id();
        for (text, relation) in [
            ("ava\nmia", Relation::Same),
            (" ava\r\n\r\nmia \r\n", Relation::Same),
            ("ava\nmia\neve", Relation::Grown),
            ("ava", Relation::Other),
            ("mia\nava", Relation::Other),
            ("ava\nmi\na", Relation::Other),
            ("eve\nava\nmia", Relation::Other),
        ] {
            assert_eq!(data(text).relation(&learned), relation, "{text:?}");
        }
    }

    #[test]
    fn the_marks_of_earlier_versions_still_hold() {
        let text = "ava\nmia\n";
        let learned = DataId {
            documents: 2,
            fingerprint: digits(fnv1a(text.as_bytes())),
        };
        assert_eq!(data(text).relation(&learned), Relation::Same);
        assert_eq!(data("ava\nmio\n").relation(&learned), Relation::Other);
    }
}
