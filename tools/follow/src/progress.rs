//! The reader's progress, and their files that were put aside.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err::{self as fs, File};
use serde::{Deserialize, Serialize};

use crate::compose::{self, Bodies};
use crate::plan::Section;

const FILE: &str = "workbook/progress.toml";

/// The same while it is written.
const NEW: &str = "workbook/progress.new";

/// Held by the one that changes it.
const LOCK: &str = "workbook/progress.lock";

/// Said if it is damaged.
const SAFE: &str = "
What you have written is safe: that file only says how far you are. Mend it, or
remove it; without it, `cargo follow` checks again from the first section on.";

/// Where what is replaced goes.
const KEPT: &str = "workbook/kept";

/// How far the reader is.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The sections whose checks have passed, by number.
    #[serde(default)]
    pub passed: BTreeSet<String>,
    /// Those that were filled in from the book.
    #[serde(default)]
    pub filled: BTreeSet<String>,
    /// Where the reader has chosen to start.
    #[serde(default, alias = "exercise")]
    pub begun: Option<String>,
    /// How many hints were shown.
    #[serde(default)]
    pub hints: BTreeMap<String, usize>,
}

impl Progress {
    /// Reads it; a reader who begins has done nothing.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or understood.
    pub fn read(root: &Path) -> Result<Self> {
        let text = match fs::read_to_string(root.join(FILE)) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Progress::default());
            }
            text => text?,
        };
        // An empty file would be understood, as of one who begins.
        let fault = if text.trim().is_empty() {
            "it is empty.".to_owned()
        } else {
            match toml::from_str(&text) {
                Ok(progress) => return Ok(progress),
                Err(error) => error.to_string(),
            }
        };
        bail!("{FILE} is damaged: {}\n{SAFE}", fault.trim_end())
    }

    /// Makes a change to what the file says now, which may be more than it
    /// said when this program began: another one may run beside it.
    ///
    /// # Errors
    ///
    /// If the change fails, or the file cannot be read or written.
    pub fn update<T>(
        root: &Path,
        change: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let lock = File::create(root.join(LOCK))?;
        let _ = lock.lock(); // Some file systems have no locks.
        let mut progress = Progress::read(root)?;
        let result = change(&mut progress)?;
        progress.write(root)?;
        Ok(result)
    }

    /// Writes it under another name, which it has until it is whole.
    fn write(&self, root: &Path) -> Result<()> {
        let mut new = File::create(root.join(NEW))?;
        new.write_all(toml::to_string(self)?.as_bytes())?;
        new.sync_all()?;
        fs::rename(root.join(NEW), root.join(FILE))?;
        Ok(())
    }

    /// Whether a section needs no more work.
    pub fn is_done(&self, section: &Section) -> bool {
        let number = &section.number;
        self.passed.contains(number) || self.filled.contains(number)
    }

    /// The next section: where the reader has started, or the first section
    /// that is not done yet.
    pub fn next<'p>(&self, plan: &'p [Section]) -> Option<&'p Section> {
        let begun = self.begun.as_ref();
        let begun = plan.iter().find(|it| Some(&it.number) == begun);
        let mut left = plan.iter().filter(|it| !self.is_done(it));
        begun.or_else(|| left.find(|it| !it.is_exercise()))
    }

    /// A section's check has passed. It counts, unless the file is the book's.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn pass(&mut self, root: &Path, section: &Section) -> Result<()> {
        let number = &section.number;
        self.begun.take_if(|begun| begun == number);
        if !self.filled.contains(number) || !is_the_books(root, section)? {
            self.filled.remove(number);
            self.passed.insert(number.clone());
        }
        Ok(())
    }

    /// A section is to be done again.
    pub fn forget(&mut self, section: &Section) {
        self.passed.remove(&section.number);
        self.filled.remove(&section.number);
    }
}

/// Whether a section's file is as it stands in the book.
///
/// # Errors
///
/// If it cannot be read.
pub fn is_the_books(root: &Path, section: &Section) -> Result<bool> {
    let solved = compose::file(root, section, Bodies::Solved)?;
    Ok(old_text(&path(root, section))? == solved)
}

/// The text of a file of the reader's; none, if it is not there.
fn old_text(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        text => Ok(text?),
    }
}

/// Whether the reader has written a section, rightly or not: nothing of it is
/// left to do.
///
/// # Errors
///
/// If its file cannot be read.
pub fn is_written(root: &Path, section: &Section) -> Result<bool> {
    let text = old_text(&path(root, section))?;
    let is_to_do = text.is_empty() || text.contains("todo!()");
    Ok(!is_to_do && !is_the_books(root, section)?)
}

/// Where a section's file is.
pub fn path(root: &Path, section: &Section) -> PathBuf {
    root.join(section.track.folder).join(&section.file)
}

/// Puts the book's file in place of the reader's, which is kept if there is
/// anything of theirs in it. Returns where.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn replace(
    root: &Path,
    section: &Section,
    bodies: Bodies,
) -> Result<Option<PathBuf>> {
    let path = path(root, section);
    let blank = compose::file(root, section, Bodies::ToDo)?;
    let solved = compose::file(root, section, Bodies::Solved)?;
    let old = old_text(&path)?;
    let is_theirs = !old.is_empty() && old != blank && old != solved;
    let kept = is_theirs.then(|| keep(root, section, &old)).transpose()?;
    let new = match bodies {
        Bodies::ToDo => blank,
        Bodies::Solved => solved,
    };
    fs::write(&path, new)?;
    Ok(kept)
}

/// Keeps a file's text under a name that is free.
fn keep(root: &Path, section: &Section, text: &str) -> Result<PathBuf> {
    let folder = root.join(KEPT);
    fs::create_dir_all(&folder)?;
    let name = section.file.replace('/', "-");
    let name = name.trim_end_matches(".rs");
    let free = (1..=u32::MAX)
        .map(|i| folder.join(format!("{name}.{i}.rs")))
        .find(|path| !path.exists())
        .context("no free name")?;
    fs::write(&free, text)?;
    Ok(free)
}
