//! Whether a section's code is right.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use wait_timeout::ChildExt as _;

use crate::plan::{Section, WORKBOOK};

/// A check ends by itself what goes on for too long. This is for what it cannot
/// end; the first time, cargo has much to build.
const PATIENCE: Duration = Duration::from_secs(300);

/// The end of a check.
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
/// If cargo cannot be run.
pub fn of(root: &Path, section: &Section) -> Result<Verdict> {
    // The last check runs the reader's own program.
    if section.is_program() && !build_program(root)? {
        return Ok(Verdict::Broken);
    }
    let mut child = Command::new("cargo")
        .args(["run", "-q", "--locked", "-p", section.track.package])
        .args(["--bin", section.track.checker, "--", &section.number])
        .current_dir(root.join(WORKBOOK))
        .stdin(Stdio::null())
        .spawn()
        .context("cannot run cargo")?;
    let Some(status) = child.wait_timeout(PATIENCE)? else {
        child.kill()?;
        child.wait()?;
        eprintln!(
            "\n    It does not come to an end: is there a loop that never stops?"
        );
        return Ok(Verdict::Endless);
    };
    Ok(match status.code() {
        Some(0) => Verdict::Right,
        Some(1) => Verdict::Wrong,
        Some(3) => Verdict::ToDo,
        Some(_) => Verdict::Broken,
        None => {
            eprintln!(
                "\n    The system has ended it. If its stack overflowed: a \
                 function calls itself,\n    and nothing stops it, or not for \
                 a graph as deep as a name’s."
            );
            Verdict::Wrong
        }
    })
}

fn build_program(root: &Path) -> Result<bool> {
    let status = Command::new("cargo")
        .args(["build", "-q", "--locked", "-p", "workbook"])
        .args(["--bin", "workbook"])
        .current_dir(root.join(WORKBOOK))
        .status()
        .context("cannot run cargo")?;
    Ok(status.success())
}
