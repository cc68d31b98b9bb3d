//! What changed since the WebAssembly was built, for whoever is told to build it
//! again.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::{read, sources};

/// The sources of the WebAssembly that are others than when this file, which is
/// made of them, was committed: what git knows of it. Comments and tests do not
/// count. None are named where there is no repository.
///
/// # Errors
///
/// If a manifest cannot be read.
pub fn since(root: &Path, made: &str) -> Result<Vec<String>> {
    let log = ["log", "-1", "--format=%H", "--", made];
    let commit = git(root, &log).unwrap_or_default();
    let commit = commit.trim();
    if commit.is_empty() {
        return Ok(Vec::new());
    }
    let sources = sources::paths(root)?;
    let list = |arguments: &[&str]| {
        let mut words = arguments.to_vec();
        words.push("--");
        words.extend(sources.iter().map(String::as_str));
        git(root, &words).unwrap_or_default()
    };
    let names = list(&["diff", "--name-only", commit])
        + &list(&["ls-files", "--others", "--exclude-standard"]);
    let is_other = |name: &&str| {
        let before = git(root, &["show", &format!("{commit}:{name}")]);
        let now = read(&root.join(name)).ok();
        let [before, now] =
            [before, now].map(|text| sources::part(root, name, text?).ok());
        before != now
    };
    let names = names.lines().filter(is_other);
    Ok(names.map(str::to_owned).collect())
}

/// What git says, if it is there and has an answer.
fn git(root: &Path, words: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    let output = git.current_dir(root).args(words).output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    output.status.success().then_some(said)
}
