//! Whether a section's code is right.

use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// After this long, a check does not come to an end.
const PATIENCE: Duration = Duration::from_secs(60);

/// What became of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Right,
    /// It is not.
    Wrong,
    /// Something of it is not written yet.
    ToDo,
    /// It does not compile.
    Broken,
    /// It goes on and on.
    Endless,
}

/// Builds the workbook and checks a section. What there is to say is printed,
/// by the compiler or by the check.
///
/// # Errors
///
/// If cargo or the check cannot be run.
pub fn of(root: &Path, number: &str) -> Result<Verdict> {
    if !build(root)? {
        return Ok(Verdict::Broken);
    }
    check(root, number)
}

/// Builds the program that checks, and the reader's own, which the last check
/// runs; whether that worked.
fn build(root: &Path) -> Result<bool> {
    let status = Command::new("cargo")
        .args(["build", "-q", "--locked", "-p", "workbook", "--bins"])
        .current_dir(root)
        .status()
        .context("cannot run cargo")?;
    Ok(status.success())
}

fn check(root: &Path, number: &str) -> Result<Verdict> {
    let program = target(root).join("debug/check");
    let mut child = Command::new(program)
        .arg(number)
        .current_dir(root)
        .stdin(Stdio::null())
        .spawn()
        .context("cannot run the check")?;
    let Some(status) = wait(&mut child)? else {
        println!(
            "\n    It does not come to an end. Is there a loop that never \
             stops?"
        );
        return Ok(Verdict::Endless);
    };
    Ok(match status.code() {
        Some(0) => Verdict::Right,
        Some(3) => Verdict::ToDo,
        _ => Verdict::Wrong,
    })
}

/// Waits as long as a reader would; none if it had to be stopped.
fn wait(child: &mut Child) -> Result<Option<ExitStatus>> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

fn target(root: &Path) -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root.join("target"), Into::into)
}
