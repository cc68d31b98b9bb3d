//! Where a model is saved: never half of one, and never over something else.

use std::cell::Cell;
use std::fs::{self, DirEntry, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf, is_separator};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use crate::{Checkpoint, Error};

/// The names of temporary files begin and end so.
const PREFIX: &str = ".microgpt-";
const SUFFIX: &str = ".tmp";

/// No save takes so long: a temporary file of this age was left behind.
const LEFT_BEHIND: Duration = Duration::from_secs(60 * 60);

/// A path that can be saved to.
#[derive(Clone, Debug)]
pub struct Target {
    path: PathBuf,
    folder: PathBuf,
    file: PathBuf,
    /// What may be replaced: what was there at the start, or was saved last by
    /// this program.
    ours: Cell<Option<Stamp>>,
}

/// What tells one version of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    len: u64,
    /// Every save makes a file of its own, with a number of its own.
    inode: Option<u64>,
}

impl Stamp {
    /// That of the file that is at a path now.
    fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Stamp {
            modified: metadata.modified().ok(),
            len: metadata.len(),
            #[cfg(unix)]
            inode: Some(std::os::unix::fs::MetadataExt::ino(&metadata)),
            #[cfg(not(unix))]
            inode: None,
        })
    }
}

impl Target {
    /// Looks at the place: whether its folder is there, and what lies there
    /// already. Temporary files of saves that were killed are removed.
    ///
    /// # Errors
    ///
    /// If there is no such folder, or something lies there that is not a model
    /// of microgpt.
    pub fn new(path: &Path) -> Result<Self, Error> {
        let other = "choose another file with --out";
        let shown = path.display();
        let file = match fs::metadata(path) {
            Ok(found) if found.is_dir() => {
                let within = path.join("model.safetensors");
                return Err(Error::new(
                    format!("cannot save to {shown}: it is a folder"),
                    format!("name a file in it: --out {}", within.display()),
                ));
            }
            Ok(found) => {
                if found.is_file()
                    && let Err(error) = File::open(path)
                {
                    return Err(cannot_save(path, &error));
                }
                if let Err(error) = Checkpoint::read(path) {
                    return Err(error
                        .about("refusing to overwrite what is no model")
                        .remedied_by(format!("{other}, or move it away")));
                }
                if found.permissions().readonly() {
                    return Err(Error::new(
                        format!("cannot save to {shown}: it is read-only"),
                        other,
                    ));
                }
                // Where a link points to is what is to be replaced, not the
                // link.
                fs::canonicalize(path)
                    .map_err(|error| cannot_save(path, &error))?
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                new(path).map_err(|problem| Error::new(problem, other))?
            }
            Err(error) => return Err(cannot_save(path, &error)),
        };
        if file.file_name().is_none() {
            let problem =
                format!("cannot save to \"{shown}\": it names no file");
            return Err(Error::new(problem, other));
        }
        let folder = match file.parent() {
            Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
            Some(folder) => folder,
            None => Path::new("."),
        };
        if !folder.is_dir() {
            let problem = format!(
                "cannot save to {shown}: there is no folder {}",
                folder.display()
            );
            return Err(Error::new(problem, format!("make it, or {other}")));
        }
        let target = Target {
            path: path.to_owned(),
            folder: folder.to_owned(),
            ours: Stamp::of(&file).into(),
            file,
        };
        target.clear();
        Ok(target)
    }

    /// The path, as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Does all that saving does, except for the last step: so that nobody
    /// trains for an hour and then learns that it cannot be saved.
    ///
    /// # Errors
    ///
    /// If saving would fail now.
    pub fn rehearse(&self, checkpoint: &Checkpoint) -> Result<(), Error> {
        let bytes = checkpoint.to_bytes()?;
        temporary(&self.folder, |file| file.write_all(&bytes))
            .map(drop)
            .map_err(|error| cannot_save(&self.path, &error))
    }

    /// Saves a checkpoint in the place of what was there.
    ///
    /// # Errors
    ///
    /// If it fails; what was there is there still.
    pub fn save(&self, checkpoint: &Checkpoint) -> Result<(), Error> {
        let bytes = checkpoint.to_bytes()?;
        self.replace(|file| file.write_all(&bytes))
            .map_err(|error| cannot_save(&self.path, &error))
    }

    /// Puts what `fill` writes into the place of what was there, at one
    /// stroke, or leaves what was there. What another program has put there
    /// since is not replaced.
    fn replace(
        &self,
        fill: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        let temporary = temporary(&self.folder, fill)?;
        match Stamp::of(&self.file) {
            None => self.persist_new(temporary)?,
            there if there == self.ours.get() => {
                temporary.persist(&self.file)?;
            }
            Some(_) => return Err(ErrorKind::AlreadyExists.into()),
        }
        self.ours.set(Stamp::of(&self.file));
        // The new name, too, must outlive a power cut. Not every system lets
        // a folder be opened, and the file is whole without.
        if let Ok(folder) = File::open(&self.folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    /// Gives a temporary file the target's name, if nothing has it.
    fn persist_new(&self, temporary: NamedTempFile) -> io::Result<()> {
        let Err(refused) = temporary.persist_noclobber(&self.file) else {
            return Ok(());
        };
        // Not every file system can do both at one stroke.
        if refused.error.kind() == ErrorKind::AlreadyExists
            || self.file.symlink_metadata().is_ok()
        {
            return Err(refused.error);
        }
        refused.file.persist(&self.file)?;
        Ok(())
    }

    /// Removes what saves have left in the folder that were killed on the way.
    /// One that is on its way is younger.
    fn clear(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten();
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_ours = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
            if is_ours && age(&entry).is_some_and(|age| age > LEFT_BEHIND) {
                // It does no harm where it is.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Writes a temporary file in a folder, all the way to the disk. It is gone
/// when it is dropped.
///
/// # Errors
///
/// If it cannot be made or filled.
pub(crate) fn temporary(
    folder: &Path,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<NamedTempFile> {
    // Made by hand, it has the permissions of any new file, and errors do not
    // tell of its name, which says nothing to anybody.
    let mut temporary = tempfile::Builder::new()
        .prefix(PREFIX)
        .suffix(SUFFIX)
        .make_in(folder, |path| File::create_new(path))?;
    fill(temporary.as_file_mut())?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// The time since a file was last written to, if it is one.
fn age(entry: &DirEntry) -> Option<Duration> {
    let metadata = entry.metadata().ok().filter(Metadata::is_file)?;
    metadata.modified().ok()?.elapsed().ok()
}

/// A path that nothing lies at, if a file can: saving to it would fail, or take
/// the place of a link.
fn new(path: &Path) -> Result<PathBuf, String> {
    let shown = path.display();
    if path.as_os_str().to_string_lossy().ends_with(is_separator) {
        return Err(format!(
            "cannot save to {shown}: there is no such folder, and no file has \
             this name"
        ));
    }
    if path.is_symlink() {
        return Err(format!(
            "cannot save to {shown}: it is a link to what is not there"
        ));
    }
    Ok(path.to_owned())
}

fn cannot_save(path: &Path, error: &io::Error) -> Error {
    let remedy = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "choose a file in a folder that you may write to: --out"
        }
        ErrorKind::StorageFull
        | ErrorKind::QuotaExceeded
        | ErrorKind::FileTooLarge => {
            "make room for it there, or choose another file with --out"
        }
        ErrorKind::AlreadyExists => {
            "another program has put it there since: move it away, or choose \
             another file with --out"
        }
        _ => "choose another file with --out",
    };
    Error::new(
        format!("cannot save to {}: {error}", path.display()),
        remedy,
    )
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::{Data, Hyperparameters, TrainingRun};

    fn checkpoint() -> Checkpoint {
        let data = Data {
            file: None,
            text: "ava\neve\n".into(),
        };
        let run = TrainingRun::start(&data, Hyperparameters::default());
        run.expect("a small run").checkpoint()
    }

    fn folder() -> TempDir {
        tempfile::tempdir().expect("a temporary folder")
    }

    fn files(folder: &TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).expect("a folder");
        let names = entries.map(|entry| entry.expect("a file").file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }

    fn problem(path: &Path) -> String {
        Target::new(path).expect_err("no target").to_string()
    }

    #[test]
    fn a_model_is_saved_and_replaced() {
        let folder = folder();
        let path = folder.path().join("my model");
        let mut checkpoint = checkpoint();
        for _ in 0..2 {
            let target = Target::new(&path).expect("a target");
            target.rehearse(&checkpoint).expect("room");
            target.save(&checkpoint).expect("room");
            assert_eq!(Checkpoint::read(&path).expect("saved"), checkpoint);
            checkpoint.params[0] += 1.0;
        }
        assert_eq!(files(&folder), ["my model"]);
    }

    #[test]
    fn a_rehearsal_leaves_nothing_behind() {
        let folder = folder();
        let target =
            Target::new(&folder.path().join("model")).expect("a target");
        target.rehearse(&checkpoint()).expect("room");
        assert!(files(&folder).is_empty());
    }

    #[test]
    fn what_was_there_survives_a_failed_save() {
        let folder = folder();
        let path = folder.path().join("model");
        let target = Target::new(&path).expect("a target");
        let checkpoint = checkpoint();
        target.save(&checkpoint).expect("room");

        let full = target.replace(|file| {
            file.write_all(b"half a model")?;
            Err(ErrorKind::StorageFull.into())
        });
        assert!(full.is_err());
        let mut diverged = checkpoint.clone();
        diverged.params[0] = f64::NAN;
        assert!(target.save(&diverged).is_err());

        assert_eq!(Checkpoint::read(&path).expect("saved"), checkpoint);
        assert_eq!(files(&folder), ["model"]);
    }

    #[test]
    fn what_appears_during_training_is_not_replaced() {
        let folder = folder();
        let path = folder.path().join("model");
        let target = Target::new(&path).expect("a target");
        fs::write(&path, "a diary").expect("a file");
        let error = target.save(&checkpoint()).expect_err("it is there");
        assert!(error.to_string().contains("has put it there"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "a diary");
        fs::remove_file(&path).expect("my own file");
        for _ in 0..2 {
            target.save(&checkpoint()).expect("room");
        }
        assert_eq!(files(&folder), ["model"]);

        // Another run that saves to the same place.
        let other = Target::new(&path).expect("a target");
        other.save(&checkpoint()).expect("room");
        let error = target.save(&checkpoint()).expect_err("it is another's");
        assert!(error.to_string().contains("has put it there"), "{error}");
        other.save(&checkpoint()).expect("room");
    }

    #[test]
    fn what_killed_saves_have_left_is_removed() {
        let folder = folder();
        let two_hours = Duration::from_secs(2 * 60 * 60);
        for (name, age) in [
            (".microgpt-aB3xYz.tmp", two_hours),
            (".microgpt-young1.tmp", Duration::ZERO),
            (".microgpt-notes", two_hours),
            ("diary.tmp", two_hours),
        ] {
            let file = File::create_new(folder.path().join(name));
            file.and_then(|file| file.set_modified(SystemTime::now() - age))
                .expect("a file");
        }
        Target::new(&folder.path().join("model")).expect("a target");
        let mut left = files(&folder);
        left.sort();
        assert_eq!(
            left,
            [".microgpt-notes", ".microgpt-young1.tmp", "diary.tmp"]
        );
    }

    #[test]
    fn what_is_no_model_is_never_replaced() {
        let folder = folder();
        let path = folder.path().join("notes.txt");
        for text in ["emma\nolivia\n", ""] {
            fs::write(&path, text).expect("a file");
            let message = problem(&path);
            assert!(message.contains("refusing to overwrite"), "{message}");
            assert_eq!(fs::read_to_string(&path).expect("a file"), text);
        }
    }

    #[test]
    fn places_that_cannot_be_are_refused_at_once() {
        let folder = folder();
        assert!(problem(folder.path()).contains("it is a folder"));
        let nowhere = folder.path().join("nowhere").join("model");
        assert!(problem(&nowhere).contains("there is no folder"));
        assert!(problem(Path::new("")).contains("it names no file"));
        let slashed = folder.path().join("new/");
        assert!(problem(&slashed).contains("there is no such folder"));
        let file = folder.path().join("file");
        fs::write(&file, "").expect("a file");
        assert!(problem(&file.join("model")).contains("cannot save to"));
    }

    #[test]
    fn a_model_that_was_protected_stays() {
        let folder = folder();
        let path = folder.path().join("model");
        let target = Target::new(&path).expect("a target");
        target.save(&checkpoint()).expect("room");
        let mut permissions =
            fs::metadata(&path).expect("a file").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("my own file");
        assert!(problem(&path).contains("it is read-only"));
    }

    #[test]
    fn the_advice_fits_what_is_wrong() {
        for (kind, advice) in [
            (
                ErrorKind::PermissionDenied,
                "a folder that you may write to",
            ),
            (
                ErrorKind::ReadOnlyFilesystem,
                "a folder that you may write to",
            ),
            (ErrorKind::StorageFull, "make room for it there"),
            (ErrorKind::NotFound, "  choose another file with --out"),
        ] {
            let message = cannot_save(Path::new("m"), &kind.into()).to_string();
            assert!(message.contains(advice), "{message}");
            assert!(message.contains("--out"), "{message}");
        }
    }

    #[test]
    fn no_error_tells_of_the_temporary_file() {
        let folder = folder();
        let target =
            Target::new(&folder.path().join("model")).expect("a target");
        drop(folder);
        let message = target.rehearse(&checkpoint()).expect_err("no folder");
        assert!(!message.to_string().contains(".microgpt-"), "{message}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nothing_is_not_replaced() {
        let folder = folder();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("nowhere", &link).expect("a link");
        assert!(problem(&link).contains("a link to what is not there"));
        assert!(link.is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = folder();
        let (path, link) =
            (folder.path().join("model"), folder.path().join("link"));
        let checkpoint = checkpoint();
        Target::new(&path)
            .and_then(|target| target.save(&checkpoint))
            .expect("room");
        std::os::unix::fs::symlink("model", &link).expect("a link");
        let mut newer = checkpoint;
        newer.params[0] += 1.0;
        Target::new(&link)
            .and_then(|target| target.save(&newer))
            .expect("room");
        assert!(link.is_symlink());
        assert_eq!(Checkpoint::read(&path).expect("saved"), newer);
    }
}
