//! Texts that take long to make: kept until what they are made of changes.
//!
//! Most of what the tests make is the same as the last time. Its text is kept
//! in a file of the build's folder, below the SHA-256 of everything that it
//! depends on, so that `cargo clean` forgets it.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Result;
use fs_err as fs;
use sha2::{Digest, Sha256};

/// Everything that a text depends on, as its SHA-256.
///
/// ```
/// use kept::Sources;
///
/// let mut apart = Sources::default();
/// apart.add("ab");
/// apart.add("c");
/// let mut elsewhere = Sources::default();
/// elsewhere.add("a");
/// elsewhere.add("bc");
/// assert_ne!(apart.hash(), elsewhere.hash());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Sources {
    hasher: Sha256,
}

impl Sources {
    /// Adds one of them, whole.
    pub fn add(&mut self, source: impl AsRef<[u8]>) {
        let source = source.as_ref();
        // With its length, no two lists of sources are the same bytes.
        self.hasher.update((source.len() as u64).to_le_bytes());
        self.hasher.update(source);
    }

    /// The SHA-256 of all so far, in 64 digits.
    pub fn hash(&self) -> String {
        let digest = self.hasher.clone().finalize();
        let mut digits = String::new();
        for byte in digest {
            write!(digits, "{byte:02x}").expect("a string takes it");
        }
        digits
    }
}

/// The text that is made of these sources: the one that `file` keeps, or else
/// one made now, which it keeps from now on.
///
/// ```
/// use kept::{Sources, text_of};
///
/// # fn main() -> anyhow::Result<()> {
/// let file = std::env::temp_dir().join(format!("{}.kept", std::process::id()));
/// let mut sources = Sources::default();
/// sources.add("names");
/// let text = text_of(&sources, &file, || Ok("ava".into()))?;
/// assert_eq!(text, "ava");
/// let again = text_of(&sources, &file, || unreachable!("it is kept"))?;
/// assert_eq!(again, "ava");
///
/// sources.add("more names");
/// assert_eq!(text_of(&sources, &file, || Ok("mia".into()))?, "mia");
/// # std::fs::remove_file(file)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// If it cannot be made, read or kept. What cannot be made is not kept.
pub fn text_of(
    sources: &Sources,
    file: &Path,
    make: impl FnOnce() -> Result<String>,
) -> Result<String> {
    let head = sources.hash() + "\n";
    if let Some(kept) = read(file)?
        && let Some(text) = kept.strip_prefix(&head)
    {
        return Ok(text.to_owned());
    }
    let text = make()?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // Whoever stops it leaves the file whole, or as it was.
    let mut new = PathBuf::from(file).into_os_string();
    new.push(format!(".{}", std::process::id()));
    fs::write(&new, head + &text)?;
    fs::rename(&new, file)?;
    Ok(text)
}

fn read(file: &Path) -> Result<Option<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
