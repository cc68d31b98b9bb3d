//! The text to learn from, or to be measured on.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use names::NAMES;
use serde::{Deserialize, Serialize};

use crate::documents::each;
use crate::encoding::{conversion, likely};
use crate::{Documents, Error, size};
use conform::words::count;

/// A text of one document per line, or a running text, and where it comes
/// from.
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
    /// How many there are; none in a running text.
    pub documents: usize,
    /// How many characters a running text has; 0 for documents.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub characters: usize,
    /// A hash of them, in hexadecimal digits.
    pub fingerprint: String,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // As serde asks.
fn is_zero(n: &usize) -> bool {
    *n == 0
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
    /// Reads a file, standard input if it is `-`, or the names of the book if
    /// there is none.
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
        Data::read_as(Kind::Documents, file)
    }

    /// Reads a running text: a file, or standard input if it is `-`. All its
    /// lines end in one way.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is too large, is not UTF-8, or has nothing
    /// but white space.
    pub fn read_text(file: &Path) -> Result<Self, Error> {
        let mut data = Data::read_as(Kind::Text, file)?;
        if data.text.contains('\r') {
            data.text = data.text.replace("\r\n", "\n").into();
        }
        Ok(data)
    }

    fn read_as(kind: Kind, file: &Path) -> Result<Self, Error> {
        let mut data = Data {
            file: Some(file.to_owned()),
            text: Cow::default(),
        };
        let text = bytes(kind, file)
            .and_then(|bytes| text(kind, bytes, file))
            .map_err(|error| error.about(data.name()))?;
        data.text = Cow::Owned(text);
        Ok(data)
    }

    /// Its documents, in its order.
    pub fn docs(&self) -> Documents<'_> {
        Documents::of(&self.text)
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
        DataId::of(each(&self.text))
    }

    /// The marks that tell it from other texts, if it is a running text.
    ///
    /// ```
    /// let text = "It was a dark night.\n".into();
    /// let id = microgpt::Data { file: None, text }.text_id();
    /// assert_eq!((id.characters, id.documents), (21, 0));
    /// ```
    pub fn text_id(&self) -> DataId {
        DataId {
            documents: 0,
            characters: self.text.chars().count(),
            fingerprint: digits(fnv1a(self.text.as_bytes())),
        }
    }

    /// Its relation to what a model learned from.
    pub fn relation(&self, learned: &DataId) -> Relation {
        if learned.is_text() {
            return if self.text_id() == *learned {
                Relation::Same
            } else {
                Relation::Other
            };
        }
        let mut docs = each(&self.text);
        let first = DataId::of(docs.by_ref().take(learned.documents));
        // A model file of an earlier version has a hash of all bytes.
        let begins = first == *learned
            || first.documents == learned.documents
                && digits(fnv1a(self.text.as_bytes())) == learned.fingerprint;
        match begins {
            true if docs.next().is_none() => Relation::Same,
            true => Relation::Grown,
            false => Relation::Other,
        }
    }

    /// Its name.
    pub fn name(&self) -> String {
        match &self.file {
            Some(file) if is_stdin(file) => "standard input".to_string(),
            Some(file) => file.display().to_string(),
            None => "the built-in names".to_string(),
        }
    }
}

/// What a file is read as.
#[derive(Clone, Copy)]
enum Kind {
    Documents,
    Text,
}

impl Kind {
    /// What to give, where something else was given.
    fn format(self) -> &'static str {
        match self {
            Kind::Documents => {
                "give a text file (UTF-8) of one document per line"
            }
            Kind::Text => "give a text file (UTF-8)",
        }
    }

    /// What is wrong with a file of white space.
    fn nothing(self) -> &'static str {
        match self {
            Kind::Documents => "it has no documents: not one line of text",
            Kind::Text => "there is no text in it",
        }
    }
}

fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

/// What is in a file, or comes out of a pipe.
fn bytes(kind: Kind, file: &Path) -> Result<Vec<u8>, Error> {
    let unread = |error: io::Error| {
        let remedy = match error.kind() {
            io::ErrorKind::OutOfMemory => {
                "give a part of it, or end other programs"
            }
            _ => kind.format(),
        };
        Error::new(format!("cannot read it: {error}"), remedy)
    };
    let (stream, len): (Box<dyn Read>, u64) = if is_stdin(file) {
        (Box::new(io::stdin().lock()), 0)
    } else {
        let metadata = fs::metadata(file).map_err(unread)?;
        if metadata.is_dir() {
            return Err(Error::new("it is a folder", kind.format()));
        }
        (Box::new(File::open(file).map_err(unread)?), metadata.len())
    };
    // What is no regular file may have no end.
    let (mut bytes, most) = (Vec::new(), size::MAX_TEXT);
    let room = usize::try_from(len.min(most)).unwrap_or(0);
    let read = match bytes.try_reserve_exact(room + 1) {
        Ok(()) => stream.take(most + 1).read_to_end(&mut bytes),
        Err(_) => Err(io::ErrorKind::OutOfMemory.into()),
    };
    read.map_err(unread)?;
    if bytes.len() as u64 > most {
        return Err(Error::new(
            format!("it is larger than {} MB", most / 1_000_000),
            "give a part of it",
        ));
    }
    // Where the documents begin takes twice as much again at most.
    if !size::is_free(2.0 * bytes.len() as f64) {
        return Err(unread(io::ErrorKind::OutOfMemory.into()));
    }
    Ok(bytes)
}

/// The text that bytes are, with line ends and marks as every system has them.
fn text(kind: Kind, bytes: Vec<u8>, file: &Path) -> Result<String, Error> {
    let line = |before: &[u8]| {
        before.iter().filter(|&&byte| byte == b'\n').count() + 1
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let line = line(&bytes[..error.utf8_error().valid_up_to()]);
        Error::new(
            format!("it is not UTF-8 text (line {line})"),
            conversion(file, likely(bytes)),
        )
    })?;
    if let Some(at) = text.find('\0') {
        let bytes = text.as_bytes();
        let line = line(&bytes[..at]);
        return Err(Error::new(
            format!("it is no UTF-8 text: there is a NUL in line {line}"),
            conversion(file, likely(bytes)),
        ));
    }
    if text.trim_matches(is_blank).is_empty() {
        return Err(Error::new(kind.nothing(), kind.format()));
    }
    Ok(plain(text))
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() || char == MARK
}

/// The byte order mark. Some editors begin a file with it, so it stands inside
/// where files were joined.
const MARK: char = '\u{feff}';

/// A text whose lines end in one way, without marks. Where a mark stands inside
/// a line, a file has ended that had no newline at its end. Old Macs ended
/// lines with a carriage return alone.
fn plain(mut text: String) -> String {
    if text.starts_with(MARK) {
        text.remove(0);
    }
    if text.contains(MARK) {
        let joined = format!("\n{MARK}");
        text = text.replace(&joined, "\n").replace(MARK, "\n");
    }
    let lone = |(at, _): (usize, &str)| !text[at + 1..].starts_with('\n');
    if text.match_indices('\r').any(lone) {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

impl DataId {
    /// The marks of these documents: the hash is that of a text of one a line,
    /// with nothing after the last.
    fn of<'t>(docs: impl Iterator<Item = &'t str>) -> Self {
        let (mut documents, mut hash) = (0, START);
        for doc in docs {
            let end: &[u8] = if documents == 0 { b"" } else { b"\n" };
            hash = hashed(hashed(hash, end), doc.as_bytes());
            documents += 1;
        }
        DataId {
            documents,
            characters: 0,
            fingerprint: digits(hash),
        }
    }

    /// Whether they are the marks of a running text.
    pub fn is_text(&self) -> bool {
        self.characters > 0
    }

    /// How much it is.
    ///
    /// ```
    /// let names = microgpt::Data::read(None)?.id();
    /// assert_eq!(names.size(), "32,033 documents");
    /// # Ok::<(), microgpt::Error>(())
    /// ```
    pub fn size(&self) -> String {
        match self.characters {
            0 => count(self.documents, "document"),
            characters => count(characters, "character"),
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
    fn lines_are_lines_on_every_system() {
        for text in ["a\nb\n", "a\rb\r", "\u{feff}a\n\u{feff}b", "a\u{feff}b"] {
            let text = plain(text.to_owned());
            assert_eq!(names::docs(&text), ["a", "b"], "{text:?}");
        }
        assert_eq!(plain("a\r\nb".into()), "a\r\nb");
    }

    #[test]
    fn the_marks_of_earlier_versions_still_hold() {
        let text = "ava\nmia\n";
        let learned = DataId {
            documents: 2,
            characters: 0,
            fingerprint: digits(fnv1a(text.as_bytes())),
        };
        assert_eq!(data(text).relation(&learned), Relation::Same);
        assert_eq!(data("ava\nmio\n").relation(&learned), Relation::Other);
    }
}
