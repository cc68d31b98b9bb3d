//! The house: which crates there are, and which may stand on which.
//!
//! `CONTRIBUTING.md` has a map of it, a line for each folder and each crate.
//! The line of a crate is its description, and a crate may depend only on those
//! above it in the map, for its tests too.

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use anyhow::{Context, Result, ensure};
use book::Problem;
use book::path::{MADE, files_below, is_kind, slashed};
use fs_err as fs;
use regex::Regex;
use serde_json::Value;

/// The page that has the map.
const MAP: &str = "CONTRIBUTING.md";

/// The heading above it.
const HEADING: &str = "## The map";

/// The workspaces: the book's, and the reader's own.
const WORKSPACES: [&str; 2] = ["Cargo.toml", "workbook/Cargo.toml"];

/// The folder that mdbook makes.
const READ: &str = "book";

/// A line of the map: a folder in code, and its purpose.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\| `(?<folder>[^`]+)` +\| (?<purpose>.+?) +\|$")
        .expect("the pattern is valid")
});

/// A line of the map.
struct Line {
    number: usize,
    folder: String,
    purpose: String,
}

/// A crate of a workspace.
struct Crate {
    folder: String,
    description: String,
    /// The folders of the crates that it depends on.
    dependencies: Vec<String>,
    /// The files that cargo is told not to look for tests in.
    untested: Vec<String>,
}

/// The map has every folder and every crate, in an order in which each stands
/// on those above it.
///
/// # Errors
///
/// If the map or the workspace cannot be read.
pub fn check(root: &Path) -> Result<Vec<Problem>> {
    let map = lines(&fs::read_to_string(root.join(MAP))?);
    let mut crates = Vec::new();
    for workspace in WORKSPACES {
        if root.join(workspace).is_file() {
            crates.extend(read_crates(root, workspace)?);
        }
    }
    let mut problems = Vec::new();
    let mut refuse = |line: Option<&Line>, message: String| {
        let number = line.map_or(1, |line| line.number);
        problems.push(Problem::new(MAP, number, message));
    };

    for folder in folders(root)? {
        if !map.iter().any(|line| line.folder.starts_with(&folder)) {
            refuse(None, format!("the map has no line for `{folder}/`"));
        }
    }
    for line in &map {
        if !root.join(&line.folder).is_dir() {
            let folder = &line.folder;
            refuse(Some(line), format!("there is no folder `{folder}`"));
        }
    }
    let place = |folder: &str| map.iter().position(|it| it.folder == folder);
    for it in &crates {
        let Some(at) = place(&it.folder) else {
            refuse(None, format!("the map has no line for `{}`", it.folder));
            continue;
        };
        let line = &map[at];
        if line.purpose != it.description {
            let description = &it.description;
            refuse(Some(line), format!("its Cargo.toml says: {description}"));
        }
        for file in &it.untested {
            if let Some(tested) = tested_below(root, file)? {
                refuse(
                    Some(line),
                    format!(
                        "{tested} has a test that does not run: take `test = \
                         false` out of its Cargo.toml"
                    ),
                );
            }
        }
        for dependency in &it.dependencies {
            if place(dependency).is_some_and(|below| below >= at) {
                refuse(
                    Some(line),
                    format!(
                        "it depends on `{dependency}`, which stands below it: \
                         what two need goes above both"
                    ),
                );
            }
        }
    }
    Ok(problems)
}

/// A file with a unit test, in a library or a program that has none: nobody
/// compiles it for its tests. A program has its own file alone.
fn tested_below(root: &Path, file: &str) -> Result<Option<String>> {
    let files = match file.strip_suffix("/lib.rs") {
        Some(folder) => files_below(root, folder)?,
        None => vec![file.to_owned()],
    };
    for file in files.into_iter().filter(|file| is_kind(file, "rs")) {
        let text = fs::read_to_string(root.join(&file))?;
        if text.lines().any(|line| line.trim() == "#[test]") {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

/// The lines of the map in a text.
fn lines(text: &str) -> Vec<Line> {
    let lines = (1..).zip(text.lines());
    let mut map = lines.skip_while(|(_, line)| *line != HEADING);
    map.next();
    map.take_while(|(_, line)| !line.starts_with('#'))
        .filter_map(|(number, line)| {
            let line = LINE.captures(line)?;
            Some(Line {
                number,
                folder: line["folder"].trim_end_matches('/').to_owned(),
                purpose: line["purpose"].to_owned(),
            })
        })
        .collect()
}

/// The folders of the root that somebody wrote.
fn folders(root: &Path) -> Result<Vec<String>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_made = name.starts_with('.')
            || name == READ
            || MADE.contains(&name.as_str());
        if entry.file_type()?.is_dir() && !is_made {
            folders.push(name);
        }
    }
    folders.sort();
    Ok(folders)
}

/// The crates of a workspace, as cargo knows them.
fn read_crates(root: &Path, workspace: &str) -> Result<Vec<Crate>> {
    let root = dunce::canonicalize(root)?;
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version=1", "--offline"])
        .arg("--manifest-path")
        .arg(root.join(workspace))
        .output()
        .context("cannot run cargo")?;
    ensure!(
        output.status.success(),
        "cargo metadata failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let folder = |path: &str| {
        let path = Path::new(path).strip_prefix(&root).ok()?;
        Some(slashed(path))
    };
    let read = |package: &Value| {
        let manifest = package["manifest_path"].as_str()?;
        let dependencies = package["dependencies"].as_array()?.iter();
        Some(Crate {
            folder: folder(manifest.strip_suffix("Cargo.toml")?)?,
            description: package["description"].as_str()?.to_owned(),
            dependencies: dependencies
                .filter_map(|it| folder(it["path"].as_str()?))
                .collect(),
            untested: package["targets"]
                .as_array()?
                .iter()
                .filter(|it| it["test"] == false && it["kind"][0] != "bench")
                .filter_map(|it| folder(it["src_path"].as_str()?))
                .collect(),
        })
    };
    let packages = metadata["packages"].as_array();
    packages
        .context("cargo metadata has no packages")?
        .iter()
        .map(|it| read(it).with_context(|| format!("{}", it["name"])))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn the_map_is_a_table_under_its_heading() {
        let map = lines(
            "| `no` | not here |\n## The map\n\n| folder | purpose |\n\
             | `a/` | The first |\n| `a/b`    | The second   |\n## On\n\
             | `c` | not here |\n",
        );
        let map: Vec<_> = map
            .iter()
            .map(|it| (it.number, it.folder.as_str(), it.purpose.as_str()))
            .collect();
        assert_eq!(map, [(5, "a", "The first"), (6, "a/b", "The second")]);
    }
}
