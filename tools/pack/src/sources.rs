//! The sources of the WebAssembly, as one fingerprint.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::{Table, Value};
use walkdir::WalkDir;

use crate::{code, modules::normalized, read, wasm};

/// The crate that becomes the WebAssembly.
const MAIN: &str = "widgets";

/// The data that a crate takes from outside of its own folder.
const DATA: &str = "data/names.txt";

/// The versions of all packages.
const LOCK: &str = "Cargo.lock";

/// The key of a dependency that the workspace describes.
const SHARED: &str = "workspace";

/// The tables of a manifest that say what is built.
const TABLES: [&str; 5] = [
    "build-dependencies",
    "dependencies",
    "features",
    "lib",
    "target",
];

/// The keys of a library that say how it is tested.
const TESTING: [&str; 3] = ["bench", "doctest", "test"];

/// The SHA-256 of all that the WebAssembly is built from: the code and the
/// manifests of the crate `widgets` and of those of this repository that it
/// depends on, the names, the versions of all other packages, and how it is
/// built.
///
/// Of a Rust file, its [tokens](code::tokens) count: a comment, or a module of
/// tests, needs no new WebAssembly. Such a change can still move the line
/// numbers that panics have in the binary, so that building it anew may give
/// other bytes under the same fingerprint. No page sees them, and the answers,
/// which tests compare with those of native code, do not depend on them.
///
/// # Errors
///
/// If a file cannot be read, or is not what its name says.
pub fn fingerprint(root: &Path) -> Result<String> {
    let workspace: Table = parsed(&root.join("Cargo.toml"))?;
    let crates = crates(root, &workspace)?;
    let mut hash = Sha256::new();
    let mut add = |name: &str, content: &[u8]| {
        hash.update(format!("{name} {}\n", content.len()));
        hash.update(content);
    };
    for Crate {
        folder, manifest, ..
    } in crates.values()
    {
        let name = folder.join("Cargo.toml");
        add(&shown(&name), toml::to_string(manifest)?.as_bytes());
        for file in files(&root.join(folder).join("src"))? {
            let name = shown(file.strip_prefix(root)?);
            add(&name, &content(&file)?);
        }
    }
    add(DATA, &content(&root.join(DATA))?);
    let lock = read(&root.join(LOCK))?;
    add("packages", packages(&lock, &crates)?.as_bytes());
    let profiles = workspace.get("profile").and_then(Value::as_table);
    for name in ["release", "web"] {
        let profile = profiles.and_then(|it| it.get(name)?.as_table());
        let text = toml::to_string(&profile.cloned().unwrap_or_default())?;
        add(name, text.as_bytes());
    }
    add("flags", wasm::FLAGS.as_bytes());
    Ok(format!("{:x}", hash.finalize()))
}

/// The files and folders that the WebAssembly is built from, relative to the
/// root.
///
/// # Errors
///
/// If a manifest cannot be read.
pub fn paths(root: &Path) -> Result<Vec<String>> {
    let workspace: Table = parsed(&root.join("Cargo.toml"))?;
    let mut paths = vec![DATA.to_owned(), LOCK.to_owned()];
    for Crate { folder, .. } in crates(root, &workspace)?.values() {
        paths.push(shown(&folder.join("Cargo.toml")));
        paths.push(shown(&folder.join("src")));
    }
    Ok(paths)
}

/// The part of a text that counts, of a file with this name.
pub(crate) fn part(root: &Path, name: &str, text: String) -> Result<String> {
    if name == LOCK {
        let workspace: Table = parsed(&root.join("Cargo.toml"))?;
        return packages(&text, &crates(root, &workspace)?);
    }
    let is_rust = Path::new(name).extension().is_some_and(|it| it == "rs");
    if is_rust {
        code::tokens(&text)
    } else {
        Ok(text)
    }
}

/// The part of a file that counts.
fn content(file: &Path) -> Result<Vec<u8>> {
    if file.extension().is_some_and(|it| it == "rs") {
        let tokens = code::tokens(&read(file)?);
        let tokens = tokens.with_context(|| file.display().to_string())?;
        return Ok(tokens.into_bytes());
    }
    fs::read(file).with_context(|| file.display().to_string())
}

/// All files below a folder, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// A crate of this repository.
#[derive(Debug)]
struct Crate {
    folder: PathBuf,
    /// The package as it stands there, in full.
    manifest: Table,
    /// The names of the packages that it is built with.
    needs: BTreeSet<String>,
}

/// The crates of this repository that are built, by name: `widgets`, and all
/// that it needs by a path, directly or not. What only tests need is not.
fn crates(root: &Path, workspace: &Table) -> Result<BTreeMap<String, Crate>> {
    let shared = |name: &str| -> Option<Value> {
        let dependencies = workspace.get(SHARED)?.get("dependencies")?;
        dependencies.get(name).cloned()
    };
    let mut found = BTreeMap::new();
    let mut left = vec![PathBuf::from(MAIN)];
    while let Some(folder) = left.pop() {
        let file = root.join(&folder).join("Cargo.toml");
        let mut manifest: Table = parsed(&file)?;
        let package = manifest.get("package");
        let name = package.and_then(|it| it.get("name")?.as_str());
        let name = name.context("a crate has a name")?.to_owned();
        if found.contains_key(&name) {
            continue;
        }
        manifest.retain(|table, _| TABLES.contains(&table));
        if let Some(Value::Table(lib)) = manifest.get_mut("lib") {
            lib.retain(|key, _| !TESTING.contains(&key));
        }
        manifest.retain(|_, it| !it.as_table().is_some_and(Table::is_empty));
        let mut needs = BTreeSet::new();
        for dependencies in dependencies(&mut manifest) {
            for (key, dependency) in dependencies {
                let (source, from) = if dependency.get(SHARED).is_some() {
                    dependency[SHARED] = shared(key)
                        .with_context(|| format!("{name} needs {key}"))?;
                    (&dependency[SHARED], Path::new(""))
                } else {
                    (&*dependency, &*folder)
                };
                let text = |key| source.get(key).and_then(Value::as_str);
                if let Some(path) = text("path") {
                    left.push(normalized(&from.join(path)));
                }
                needs.insert(text("package").unwrap_or(key).to_owned());
            }
        }
        let this = Crate {
            folder,
            manifest,
            needs,
        };
        found.insert(name, this);
    }
    Ok(found)
}

/// The tables of dependencies in a manifest, those for some targets too.
fn dependencies(manifest: &mut Table) -> Vec<&mut Table> {
    let mut tables = Vec::new();
    for (name, value) in manifest {
        let Value::Table(table) = value else { continue };
        match name.as_str() {
            "dependencies" | "build-dependencies" => tables.push(table),
            "target" => {
                let targets = table.iter_mut().filter_map(|(_, it)| {
                    it.get_mut("dependencies")?.as_table_mut()
                });
                tables.extend(targets);
            }
            _ => {}
        }
    }
    tables
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

/// The registry's packages that the crates are built with, a line each. What
/// others depend on may change without a new WebAssembly.
fn packages(lock: &str, crates: &BTreeMap<String, Crate>) -> Result<String> {
    let lock: Lock = toml::from_str(lock).context("in Cargo.lock")?;
    let mut found = BTreeMap::new();
    let mut left = vec![MAIN.to_owned()];
    while let Some(next) = left.pop() {
        let is_it = |it: &&Package| {
            next == it.name || next == format!("{} {}", it.name, it.version)
        };
        let package = lock.package.iter().find(is_it);
        let package =
            package.with_context(|| format!("no {next} in Cargo.lock"))?;
        // A lock file has what tests need of the crates of its workspace.
        let is_built = |dependency: &&String| {
            let name = dependency.split(' ').next().unwrap_or_default();
            let this = crates.get(&package.name);
            this.is_none_or(|it| it.needs.contains(name))
        };
        let key = (&package.name, &package.version);
        if found.insert(key, &package.checksum).is_none() {
            let needs = package.dependencies.iter().filter(is_built);
            left.extend(needs.cloned());
        }
    }
    let lines = found.into_iter().filter_map(|((name, version), checksum)| {
        Some(format!("{name} {version} {}\n", checksum.as_ref()?))
    });
    Ok(lines.collect())
}

fn parsed(file: &Path) -> Result<Table> {
    toml::from_str(&read(file)?).with_context(|| file.display().to_string())
}

#[cfg(test)]
mod tests {
    use std::env::temp_dir;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::changed;

    const FILES: [(&str, &str); 9] = [
        (
            "Cargo.toml",
            "[workspace.dependencies]\nmath = { path = \"deep/math\" }\n\
             checks = { path = \"checks\" }\nlibm = \"0.2\"\n\
             [profile.web]\nopt-level = \"s\"\n[profile.dev]\ndebug = 0\n",
        ),
        (
            "Cargo.lock",
            "[[package]]\nname = \"widgets\"\nversion = \"0.1.0\"\n\
             dependencies = [\"clap\", \"math\"]\n\
             [[package]]\nname = \"math\"\nversion = \"0.1.0\"\n\
             dependencies = [\"checks\", \"libm 0.2.0\"]\n\
             [[package]]\nname = \"checks\"\nversion = \"0.1.0\"\n\
             dependencies = [\"libm 0.1.0\"]\n\
             [[package]]\nname = \"libm\"\nversion = \"0.1.0\"\n\
             checksum = \"old\"\n\
             [[package]]\nname = \"libm\"\nversion = \"0.2.0\"\n\
             checksum = \"abc\"\n\
             [[package]]\nname = \"clap\"\nversion = \"4.0.0\"\n\
             checksum = \"def\"\n",
        ),
        ("data/names.txt", "ava\n"),
        (
            "widgets/Cargo.toml",
            "[package]\nname = \"widgets\"\n[dependencies]\n\
             math.workspace = true\n[dev-dependencies]\nclap = \"4\"\n",
        ),
        ("widgets/src/lib.rs", "pub mod a;\n"),
        ("widgets/src/a/mod.rs", "pub fn a() -> u8 {\n    1\n}\n"),
        (
            "deep/math/Cargo.toml",
            "[package]\nname = \"math\"\n[dependencies]\n\
             libm.workspace = true\n[dev-dependencies]\n\
             checks = { path = \"../../checks\" }\n",
        ),
        ("deep/math/src/lib.rs", "pub const ONE: u8 = 1;\n"),
        ("checks/src/lib.rs", "pub fn check() {}\n"),
    ];

    /// A small workspace, with a text of a file replaced.
    fn workspace(name: &str, [file, from, to]: [&str; 3]) -> PathBuf {
        let root = temp_dir().join(format!("sources-{name}"));
        for (path, text) in FILES {
            let path_here = root.join(path);
            fs::create_dir_all(path_here.parent().unwrap()).unwrap();
            let text = if path == file {
                assert!(text.contains(from), "{file}: {from}");
                text.replace(from, to)
            } else {
                text.to_owned()
            };
            fs::write(path_here, text).unwrap();
        }
        root
    }

    #[test]
    fn what_is_built_counts() {
        let root = workspace("plain", ["", "", ""]);
        let plain = fingerprint(&root).unwrap();
        let with = |change| {
            fingerprint(&workspace("changed", change)).expect("a fingerprint")
        };
        for change in [
            ["widgets/src/a/mod.rs", "    1", "    2"],
            ["deep/math/src/lib.rs", "ONE", "WON"],
            ["data/names.txt", "ava", "eve"],
            ["Cargo.lock", "\"abc\"", "\"abd\""],
            [
                "Cargo.toml",
                "\"0.2\"",
                "{ version = \"0.2\", features = [] }",
            ],
            ["Cargo.toml", "opt-level = \"s\"", "opt-level = 3"],
            [
                "deep/math/Cargo.toml",
                "libm.workspace = true",
                "libm = { workspace = true, features = [\"a\"] }",
            ],
            [
                "widgets/Cargo.toml",
                "[dependencies]\n",
                "[lib]\ncrate-type = [\"cdylib\"]\n[dependencies]\n",
            ],
        ] {
            assert_ne!(with(change), plain, "{change:?}");
        }
        for change in [
            [
                "deep/math/Cargo.toml",
                "[dependencies]\n",
                "[lib]\ntest = false\n[dependencies]\n",
            ],
            ["widgets/src/a/mod.rs", "pub fn", "/// One.\npub fn"],
            ["widgets/src/a/mod.rs", "    1", "    // One.\n    1"],
            [
                "widgets/src/lib.rs",
                "a;\n",
                "a;\n#[cfg(test)]\nmod tests {}\n",
            ],
            ["checks/src/lib.rs", "check", "checks"],
            ["Cargo.lock", "\"def\"", "\"deg\""],
            ["Cargo.lock", "\"old\"", "\"new\""],
            ["Cargo.toml", "debug = 0", "debug = 1"],
            ["widgets/Cargo.toml", "clap = \"4\"", "# clap"],
            [
                "widgets/Cargo.toml",
                "name = \"widgets\"",
                "name = \"widgets\" # so",
            ],
        ] {
            assert_eq!(with(change), plain, "{change:?}");
        }
        fs::write(root.join("widgets/src/b.rs"), "").unwrap();
        assert_ne!(fingerprint(&root).unwrap(), plain, "a file more");
        fs::remove_file(root.join("widgets/src/b.rs")).unwrap();
        fs::write(root.join("widgets/src/b.rs"), "fn {").unwrap();
        let error = fingerprint(&root).unwrap_err().to_string();
        assert!(error.contains("b.rs"), "{error}");
        fs::remove_file(root.join("widgets/src/b.rs")).unwrap();
    }

    #[test]
    fn what_changed_since_it_was_built_is_named() {
        let root = workspace("changed-since", ["", "", ""]);
        let git = |arguments: &[&str]| {
            let mut git = std::process::Command::new("git");
            git.current_dir(&root).args(["-c", "user.name=a"]);
            git.args(["-c", "user.email=a@example.org"]).args(arguments);
            assert!(git.output().expect("git runs").status.success());
        };
        let write = |file: &str, text: &str| {
            fs::write(root.join(file), text).expect("it can be written");
        };
        let changed = || changed::since(&root, "made.js").unwrap();
        let _ = fs::remove_dir_all(root.join(".git"));
        write("made.js", "");
        git(&["init", "-q"]);
        git(&["add", "."]);
        git(&["commit", "-q", "-m", "a"]);
        assert_eq!(changed(), [""; 0]);
        // A comment and what it is not built from are not named.
        write("widgets/src/lib.rs", "pub mod a; // One.\n");
        write("checks/src/lib.rs", "");
        assert_eq!(changed(), [""; 0]);
        write("deep/math/src/lib.rs", "");
        write("widgets/src/c.rs", "");
        git(&["commit", "-q", "-a", "-m", "b"]);
        assert_eq!(changed(), ["deep/math/src/lib.rs", "widgets/src/c.rs"]);
        fs::remove_file(root.join("widgets/src/c.rs")).unwrap();
    }

    #[test]
    fn the_widgets_are_built_from_the_chapters() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let workspace = parsed(&root.join("Cargo.toml")).unwrap();
        let crates = crates(&root, &workspace).unwrap();
        let names: Vec<&str> = crates.keys().map(String::as_str).collect();
        for name in ["names", "portable", "runs", "step-5-adam", "typeset"] {
            assert!(names.contains(&name), "{name}: {names:?}");
        }
        // Tests alone need it.
        assert!(!names.contains(&"reference"), "{names:?}");
        let lock = read(&root.join("Cargo.lock")).unwrap();
        let packages = packages(&lock, &crates).unwrap();
        assert!(packages.contains("libm "), "{packages}");
        assert!(!packages.contains("approx "), "{packages}");
    }
}
