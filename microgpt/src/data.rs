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

/// The marks that tell one text from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataId {
    /// How many documents it has.
    pub documents: usize,
    /// A hash of its bytes, in hexadecimal digits.
    pub fingerprint: String,
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

    /// The marks that tell it from other texts.
    pub fn id(&self) -> DataId {
        DataId {
            documents: names::docs(&self.text).len(),
            fingerprint: format!("{:016x}", fnv1a(self.text.as_bytes())),
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

/// A hash that any change of the bytes changes, short of malice (FNV-1a:
/// Fowler, Noll and Vo, 1991).
///
/// ```
/// assert_eq!(microgpt::data::fnv1a(b""), 0xcbf2_9ce4_8422_2325);
/// assert_eq!(microgpt::data::fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
/// ```
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
