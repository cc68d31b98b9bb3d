//! Checks whenever the reader saves.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Result;
use follow::plan::Section;
use follow::progress::Progress;
use follow::verdict::{self, Verdict};

use crate::say::{self, say};

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(100);

/// Follows the reader until they stop it, or have done everything.
pub fn watch(root: &Path, plan: &[Section]) -> Result<()> {
    while let Some(section) = Progress::read(root)?.next(plan) {
        say(&say::section(root, plan, section)?);
        let folder = root.join(section.track.folder);
        loop {
            let before = saves(&folder);
            if verdict::of(root, section)? == Verdict::Right {
                break;
            }
            say(say::WAITING);
            while !is_any_new(&before, &saves(&folder)) {
                thread::sleep(PAUSE);
            }
            say(&format!("\n--- {}\n", section.number));
        }
        Progress::update(root, |progress| progress.pass(root, section))?;
        say(&format!("\n{} is right.\n", section.number));
        if section.is_program() {
            say(say::PROGRAM_DONE);
        }
        say(&say::exercises_after(root, plan, section)?);
    }
    say(say::ALL_DONE);
    Ok(())
}

/// When each file of code was saved, and how long it was then.
type Saves = BTreeMap<PathBuf, (SystemTime, u64)>;

/// The file whose time is another one while cargo builds, also for another
/// window. Only its length counts.
const MOVED: &str = "lib.rs";

/// The last saves of the files below a folder.
fn saves(folder: &Path) -> Saves {
    let mut saves = Saves::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(data) = entry.metadata() else { continue };
        if data.is_dir() {
            saves.extend(self::saves(&path));
        } else if path.extension().is_some_and(|it| it == "rs")
            && let Ok(time) = data.modified()
        {
            let is_moved = path.file_name().is_some_and(|it| it == MOVED);
            let time = if is_moved { UNIX_EPOCH } else { time };
            saves.insert(path, (time, data.len()));
        }
    }
    saves
}

/// Whether a file was saved meanwhile, even with a time that is earlier. One
/// that is away for a moment, as some editors have it, does not count.
fn is_any_new(before: &Saves, now: &Saves) -> bool {
    now.iter()
        .any(|(path, save)| before.get(path) != Some(save))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::Duration;

    use follow::cargo::Newer;

    use super::{is_any_new, saves};

    #[test]
    fn every_save_is_seen() -> std::io::Result<()> {
        let name = format!("follow-saves-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(folder.join("step_0"))?;
        let [file, other] =
            ["step_0/a.rs", "step_0/b.rs"].map(|name| folder.join(name));
        fs::write(&file, "fn a() {}")?;
        let first = saves(&folder);
        assert!(!is_any_new(&first, &saves(&folder)));

        // What an editor puts beside it is no save.
        fs::write(folder.join("step_0/.a.rs.swp"), "")?;
        assert!(!is_any_new(&first, &saves(&folder)));

        fs::write(&other, "fn b() {}")?;
        let second = saves(&folder);
        assert!(is_any_new(&first, &second));
        fs::remove_file(&other)?;
        assert!(!is_any_new(&second, &saves(&folder)), "it is away");

        // An older copy is put in its place.
        let time = fs::metadata(&file)?.modified()?;
        let hour = Duration::from_secs(3600);
        File::options()
            .write(true)
            .open(&file)?
            .set_modified(time - hour)?;
        let third = saves(&folder);
        assert!(is_any_new(&second, &third));

        // Two windows build, and neither takes that for a save.
        let library = folder.join("lib.rs");
        fs::write(&library, "mod step_0;")?;
        let fourth = saves(&folder);
        let newer = [(); 2].map(|()| Newer::make(&library).expect("a file"));
        assert!(!is_any_new(&fourth, &saves(&folder)));
        drop(newer);
        assert!(!is_any_new(&fourth, &saves(&folder)));
        fs::write(&library, "mod step_0; mod step_1;")?;
        assert!(is_any_new(&fourth, &saves(&folder)));
        fs::remove_dir_all(folder)
    }
}
