//! Whether a section's code is right.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use wait_timeout::ChildExt as _;

use crate::plan::{Section, WORKBOOK};

/// A check ends by itself what goes on for too long. This is for what it cannot
/// end.
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
    let Some(checker) = build(root, section)? else {
        return Ok(Verdict::Broken);
    };
    let mut child = Command::new(&checker)
        .arg(&section.number)
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot run {}", checker.display()))?;
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

/// A message of cargo's.
#[derive(Deserialize)]
struct Message {
    target: Option<Target>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Builds the program that checks a section, however long that takes the first
/// time. Returns where it is; none if it does not compile.
fn build(root: &Path, section: &Section) -> Result<Option<PathBuf>> {
    let checker = section.track.checker;
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "-q", "--locked", "-p", section.track.package])
        .args(["--message-format", "json-render-diagnostics"])
        .args(["--bin", checker])
        .current_dir(root.join(WORKBOOK))
        .stderr(Stdio::inherit());
    if section.is_program() {
        cargo.args(["--bin", "workbook"]); // Its check runs it.
    }
    let output = cargo.output().context("cannot run cargo")?;
    if !output.status.success() {
        return Ok(None);
    }
    let lines = output.stdout.split(|byte| *byte == b'\n');
    let messages = lines.flat_map(serde_json::from_slice::<Message>);
    let is_it = |message: &Message| {
        let target = message.target.as_ref();
        target.is_some_and(|it| it.name == checker)
    };
    let executable = messages.filter(is_it).find_map(|it| it.executable);
    executable
        .context("cargo has not built the check")
        .map(Some)
}
