//! Checks whenever the reader saves.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

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
            let before = last_save(&folder);
            if verdict::of(root, section)? == Verdict::Right {
                break;
            }
            say(say::WAITING);
            while last_save(&folder) == before {
                thread::sleep(PAUSE);
            }
            say(&format!("\n--- {}\n", section.number));
        }
        Progress::update(root, |progress| progress.pass(root, section))?;
        say(&format!("\n{} is right.\n", section.number));
        say(&say::exercises_after(root, plan, section)?);
    }
    say(say::ALL_DONE);
    Ok(())
}

/// When a file below a folder was last saved; none if there is none. A file
/// that is away for a moment, as some editors have it, does not count.
fn last_save(folder: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).ok()?;
    let times = entries.flatten().filter_map(|entry| {
        let data = entry.metadata().ok()?;
        if data.is_dir() {
            last_save(&entry.path())
        } else {
            data.modified().ok()
        }
    });
    times.max()
}
