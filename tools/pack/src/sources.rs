//! What the WebAssembly is built from, as one fingerprint.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The files and folders that go into it.
const SOURCES: [&str; 13] = [
    "Cargo.lock",
    "data/names.txt",
    "widgets/Cargo.toml",
    "widgets/src",
    "tools/runs/src",
    "tools/typeset/src",
    "chapters-code/names/src",
    "chapters-code/step-0-counting/src",
    "chapters-code/step-1-gradient-descent/src",
    "chapters-code/step-2-autograd/src",
    "chapters-code/step-3-attention/src",
    "chapters-code/step-4-transformer/src",
    "chapters-code/step-5-adam/src",
];

/// The SHA-256 of all sources, each with its path and its length before it.
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
    Ok(format!("{:x}", hash.finalize()))
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
