//! Checks whenever the reader saves.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result};
use follow::compose::FOLDER;
use follow::plan::Section;
use follow::progress::Progress;
use follow::verdict::{self, Verdict};
use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::RecursiveMode;

use crate::say;

/// An editor may write a file in several goes.
const QUIET: Duration = Duration::from_millis(100);

/// Follows the reader until they stop it, or have done everything.
pub fn watch(
    root: &Path,
    plan: &[Section],
    progress: &mut Progress,
) -> Result<()> {
    let (sender, saved) = mpsc::channel();
    let mut debouncer = new_debouncer(QUIET, sender)?;
    let folder = root.join(FOLDER);
    debouncer
        .watcher()
        .watch(&folder, RecursiveMode::Recursive)
        .with_context(|| format!("cannot watch {}", folder.display()))?;
    loop {
        let Some(section) = progress.next(plan) else {
            say::all_done();
            return Ok(());
        };
        say::section(root, section)?;
        while verdict::of(root, &section.number)? != Verdict::Right {
            println!(
                "\nSave the file and it is checked again. Stuck? \
                      `cargo follow hint`"
            );
            saved.recv()??;
            while saved.try_recv().is_ok() {} // Saved again meanwhile.
            println!("\n--- {}", section.number);
        }
        progress.passed.insert(section.number.clone());
        progress.write(root)?;
        println!("\n{} is right.", section.number);
    }
}
