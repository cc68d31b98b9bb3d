//! What the WebAssembly is built from, as one fingerprint.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// The files and folders that go into it.
const SOURCES: [&str; 14] = [
    "data/names.txt",
    "widgets/Cargo.toml",
    "widgets/src",
    "runs/src",
    "tools/typeset/src",
    "chapters-code/names/src",
    "chapters-code/portable/src",
    "chapters-code/step-0-counting/src",
    "chapters-code/step-1-gradient-descent/src",
    "chapters-code/step-2-autograd/src",
    "chapters-code/step-3-attention/src",
    "chapters-code/step-4-transformer/src",
    "chapters-code/step-5-adam/src",
    "chapters-code/step-6-efficiency/src",
];

/// The SHA-256 of all sources, each with its path and its length before it, and
/// of the versions of what they are built with.
///
/// # Errors
///
/// If a file cannot be read.
pub fn fingerprint(root: &Path) -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        gather(root, Path::new(source), &mut files)?;
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let bytes = fs::read(root.join(&file))?;
        let name = file.to_string_lossy().replace('\\', "/");
        hash.update(format!("{name} {}\n", bytes.len()));
        hash.update(bytes);
    }
    hash.update(packages(&fs::read_to_string(root.join("Cargo.lock"))?)?);
    Ok(format!("{:x}", hash.finalize()))
}

/// A package in a lock file.
#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    checksum: Option<String>,
    /// Each a name, with a version where there are several of that name.
    #[serde(default)]
    dependencies: Vec<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

/// The registry's packages that the widgets are built with, a line each. What
/// others depend on may change without a new WebAssembly.
fn packages(lock: &str) -> Result<String> {
    let lock: Lock = toml::from_str(lock).context("in Cargo.lock")?;
    let mut found = BTreeMap::new();
    let mut left = vec!["widgets".to_owned()];
    while let Some(next) = left.pop() {
        let is_it = |it: &&Package| {
            next == it.name || next == format!("{} {}", it.name, it.version)
        };
        let package = lock.package.iter().find(is_it);
        let package =
            package.with_context(|| format!("no {next} in Cargo.lock"))?;
        let key = (&package.name, &package.version);
        if found.insert(key, &package.checksum).is_none() {
            left.extend(package.dependencies.iter().cloned());
        }
    }
    let lines = found.into_iter().filter_map(|((name, version), checksum)| {
        Some(format!("{name} {version} {}\n", checksum.as_ref()?))
    });
    Ok(lines.collect())
}

fn gather(root: &Path, path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let full = root.join(path);
    if !full.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(&full)
        .with_context(|| format!("cannot read {}", full.display()))?;
    for entry in entries {
        gather(root, &path.join(entry?.file_name()), files)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_widgets_need_counts() -> Result<()> {
        let lock = |others: &str| {
            format!(
                "[[package]]\nname = \"widgets\"\nversion = \"0.1.0\"\n\
                 dependencies = [\"libm 0.2.0\"]\n\
                 [[package]]\nname = \"libm\"\nversion = \"0.2.0\"\n\
                 checksum = \"abc\"\n{others}"
            )
        };
        let other = "[[package]]\nname = \"clap\"\nversion = \"4.0.0\"\n\
                     checksum = \"def\"\n";
        assert_eq!(packages(&lock(""))?, "libm 0.2.0 abc\n");
        assert_eq!(packages(&lock(other))?, "libm 0.2.0 abc\n");
        let newer = lock("").replace("0.2.0", "0.3.0");
        assert_eq!(packages(&newer)?, "libm 0.3.0 abc\n");
        assert!(packages(&other.replace("clap", "tool")).is_err());
        Ok(())
    }
}
