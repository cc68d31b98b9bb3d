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
    /// The exercise that is being done.
    #[serde(default)]
    pub exercise: Option<String>,
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

    /// What comes next: the exercise that was begun, or the first section that
    /// has not passed yet.
    pub fn next<'p>(&self, plan: &'p [Section]) -> Option<&'p Section> {
        let mut left =
            plan.iter().filter(|it| !self.passed.contains(&it.number));
        let begun = self.exercise.as_ref();
        let exercise = left.clone().find(|it| Some(&it.number) == begun);
        exercise.or_else(|| left.find(|it| !it.is_exercise()))
    }
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
    let old = match fs::read_to_string(&path) {
        Ok(old) => old,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(error).with_context(|| path.display().to_string());
        }
    };
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
