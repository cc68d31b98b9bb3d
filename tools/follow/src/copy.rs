//! The reader's copy: their files, which the book's repository does not have.
//!
//! What is missing is made, with nothing done. What is there is the reader's.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Result;
use fs_err::{self as fs, File};

use crate::compose::{self, Bodies};
use crate::plan::{Section, TRACKS, Track};
use crate::progress;

/// All files of a track, by path below its folder.
///
/// # Errors
///
/// If a file cannot be made.
pub fn files(
    root: &Path,
    plan: &[Section],
    track: &Track,
    bodies: Bodies,
) -> Result<BTreeMap<String, String>> {
    let mut files = modules(plan, track);
    for section in plan.iter().filter(|it| it.track == track) {
        let text = compose::file(root, section, bodies)?;
        files.insert(section.file.clone(), text);
    }
    Ok(files)
}

/// The files of a track that say which others there are.
fn modules(plan: &[Section], track: &Track) -> BTreeMap<String, String> {
    let sections = plan.iter().filter(|it| it.track == track);
    let mut modules = compose::modules(sections);
    let steps = modules
        .keys()
        .filter_map(|file| file.strip_suffix("/mod.rs"));
    let steps: String = steps
        .map(|step| ["pub mod ", step, ";\n"].concat())
        .collect();
    modules.insert("lib.rs".to_owned(), format!("{}\n{steps}", track.lib));
    modules
}

/// Makes what is missing of the copy, and returns which files it has made. No
/// file is overwritten; one that says which others there are gets the lines
/// that it lacks.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn complete(root: &Path, plan: &[Section]) -> Result<Vec<PathBuf>> {
    let mut made = Vec::new();
    for section in plan {
        let path = progress::path(root, section);
        if !path.exists() {
            make(&path, &compose::file(root, section, Bodies::ToDo)?)?;
            made.push(path);
        }
    }
    for track in TRACKS {
        for (file, text) in modules(plan, track) {
            let path = root.join(track.folder).join(file);
            if path.exists() {
                add(&path, &text)?;
            } else {
                make(&path, &text)?;
                made.push(path);
            }
        }
    }
    Ok(made)
}

/// Makes a file. If another has made it meanwhile, it stays as it is.
fn make(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        file => file?.write_all(text.as_bytes())?,
    }
    Ok(())
}

/// Adds to a file the modules that are in a text and not in the file.
fn add(path: &Path, text: &str) -> Result<()> {
    let mut whole = fs::read_to_string(path)?;
    let names =
        |line: &&str| ["mod ", "pub "].iter().any(|it| line.starts_with(it));
    let lacking: Vec<&str> = text
        .lines()
        .filter(names)
        .filter(|line| whole.lines().all(|other| other != *line))
        .collect();
    if lacking.is_empty() {
        return Ok(());
    }
    for line in lacking {
        whole += "\n";
        whole += line;
    }
    whole += "\n";
    fs::write(path, whole)?;
    Ok(())
}
