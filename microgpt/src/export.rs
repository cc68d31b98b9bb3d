//! `microgpt export`: the start of the reference run as files.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use ::conform::export::{File, Start};
use ::conform::words::printable;

use crate::Error;
use crate::args::ExportArgs;
use crate::target::temporary;

/// `microgpt export`: writes all files or none, and names them.
///
/// # Errors
///
/// If there is such a file already and it may not be overwritten, or if one
/// cannot be written. What was there is there still.
pub fn run(args: &ExportArgs, out: &mut impl Write) -> Result<(), Error> {
    let ExportArgs { folder, overwrite } = args;
    let is_new = make(folder)?;
    let written = write_all(folder, &Start::new().files(), *overwrite);
    if written.is_err() && is_new {
        // It is empty, or it stays.
        let _ = fs::remove_dir(folder);
    }
    for path in written? {
        writeln!(out, "wrote {}", shown(&path))?;
    }
    Ok(())
}

/// Makes the folder, if it is not there. Returns whether it was not.
fn make(folder: &Path) -> Result<bool, Error> {
    match fs::create_dir(folder) {
        Ok(()) => Ok(true),
        Err(_) if folder.is_dir() => Ok(false),
        Err(error) => {
            let problem = match error.kind() {
                ErrorKind::AlreadyExists => "it is not a folder".to_owned(),
                ErrorKind::NotFound => {
                    "there is no folder to make it in".to_owned()
                }
                _ => error.to_string(),
            };
            Err(Error::new(
                format!("cannot export to {}: {problem}", shown(folder)),
                "name another folder: microgpt export FOLDER",
            ))
        }
    }
}

/// Writes the files, and puts them in their places when all are written.
fn write_all(
    folder: &Path,
    files: &[File],
    overwrite: bool,
) -> Result<Vec<PathBuf>, Error> {
    let path = |file: &File| folder.join(file.name);
    for path in files.iter().map(path) {
        // A link that leads nowhere is something, too.
        if !overwrite && path.symlink_metadata().is_ok() {
            return Err(refusal(&path));
        }
        if path.is_dir() {
            return Err(Error::new(
                format!("cannot write {}: it is a folder", shown(&path)),
                "name another folder: microgpt export FOLDER",
            ));
        }
    }
    let write = |file: &File| {
        let path = path(file);
        let text = file.text.as_bytes();
        let temporary = temporary(folder, |file| file.write_all(text));
        let temporary = temporary.map_err(|error| unwritten(&path, &error))?;
        Ok((path, temporary))
    };
    let written: Vec<_> =
        files.iter().map(write).collect::<Result<_, Error>>()?;
    let mut placed = Vec::new();
    for (path, temporary) in written {
        let place = if overwrite {
            temporary.persist(&path)
        } else {
            temporary.persist_noclobber(&path)
        };
        if let Err(error) = place {
            if !overwrite {
                // They were not there before, and some without the others are
                // of no use.
                for path in &placed {
                    let _ = fs::remove_file(path);
                }
            }
            return Err(match error.error.kind() {
                ErrorKind::AlreadyExists => refusal(&path),
                _ => unwritten(&path, &error.error),
            });
        }
        placed.push(path);
    }
    Ok(placed)
}

fn refusal(path: &Path) -> Error {
    Error::new(
        format!("refusing to overwrite {}", shown(path)),
        "name another folder, or say --overwrite",
    )
}

fn unwritten(path: &Path, error: &io::Error) -> Error {
    Error::new(
        format!("cannot write {}: {error}", shown(path)),
        "name a folder that has room and that you may write to",
    )
}

fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}
