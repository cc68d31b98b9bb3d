//! What the reader has done, and what of theirs was put aside.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::compose::{self, Bodies};
use crate::plan::Section;

const FILE: &str = "workbook/progress.toml";

/// Where what is replaced goes.
const KEPT: &str = "workbook/kept";

/// What the reader has done.
#[derive(Debug, Default, Serialize, Deserialize)]
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
    /// If the file cannot be understood.
    pub fn read(root: &Path) -> Result<Self> {
        match fs::read_to_string(root.join(FILE)) {
            Ok(text) => toml::from_str(&text).with_context(|| {
                format!("{FILE} is damaged: mend it, or remove it to begin")
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Ok(Progress::default())
            }
            Err(error) => Err(error).with_context(|| FILE),
        }
    }

    /// Writes it.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&self, root: &Path) -> Result<()> {
        fs::write(root.join(FILE), toml::to_string(self)?)
            .with_context(|| format!("cannot write {FILE}"))
    }

    /// Whether a section needs no more work.
    pub fn is_done(&self, section: &Section) -> bool {
        let number = &section.number;
        self.passed.contains(number) || self.filled.contains(number)
    }

    /// What comes next: where the reader has started, or the first section
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

/// What a file of the reader's has; nothing, if it is not there.
fn old_text(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        text => text.with_context(|| path.display().to_string()),
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
    fs::write(&path, new).with_context(|| path.display().to_string())?;
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
    fs::write(&free, text).with_context(|| free.display().to_string())?;
    Ok(free)
}
