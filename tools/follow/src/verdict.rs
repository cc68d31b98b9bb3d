//! Whether a section's code is right.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::cargo::{self, Newer};
use crate::plan::{Section, WORKBOOK};

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
    let status = Command::new(&checker)
        .arg(&section.number)
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot run {}", checker.display()))?;
    Ok(match status.code() {
        Some(0) => Verdict::Right,
        Some(1) => Verdict::Wrong,
        Some(3) => Verdict::ToDo,
        Some(_) => Verdict::Broken,
        // The reader's code has a process of its own.
        None => bail!("the check was ended from outside: {status}"),
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
        .args(["build", "--locked", "-p", section.track.package])
        .args(["--message-format", "json-render-diagnostics"])
        .args(["--bin", checker])
        .current_dir(root.join(WORKBOOK));
    if section.is_program() {
        cargo.args(["--bin", "workbook"]); // Its check runs it.
    }
    let library = root.join(section.track.folder).join("lib.rs");
    let (status, printed) = {
        let _newer = Newer::make(&library)?;
        cargo::run(&mut cargo, |line| eprintln!("{line}"))?
    };
    if !status.success() {
        return Ok(None);
    }
    let lines = printed.split(|byte| *byte == b'\n');
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
