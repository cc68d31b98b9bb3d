//! The programs of the chapters' crates: built once, then run.

use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use book::path::{CODE, is_kind, slashed};
use serde_json::Value;

/// What a build of the chapters' crates made.
#[derive(Debug, Default)]
pub struct Build {
    /// The folder that holds `book.toml`.
    pub root: PathBuf,
    /// Examples and main programs.
    pub programs: Vec<Program>,
    /// Libraries, for the inline examples of the pages.
    pub libraries: Vec<Library>,
}

/// An example or the main program of a crate.
#[derive(Debug)]
pub struct Program {
    /// The folder of its crate in `chapters-code/`.
    pub folder: String,
    /// The source file, relative to the root.
    pub source: String,
    /// The name of the example; none for the main program.
    pub example: Option<String>,
    executable: PathBuf,
}

/// The library of a crate.
#[derive(Debug)]
pub struct Library {
    /// The name by which code imports it.
    pub name: String,
    /// The compiled library.
    pub path: PathBuf,
}

impl Build {
    /// Builds every library, example and main program below `chapters-code/`.
    ///
    /// # Errors
    ///
    /// If something does not compile; the compiler has then said why.
    pub fn new(root: &Path) -> Result<Self> {
        let root = root.canonicalize().context("cannot find the book")?;
        let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
        let output = Command::new(cargo)
            .args(["build", "--workspace", "--lib", "--bins", "--examples"])
            .arg("--message-format=json-render-diagnostics")
            .current_dir(&root)
            .stderr(Stdio::inherit())
            .output()
            .context("cannot run cargo")?;
        ensure!(output.status.success(), "cargo build failed");

        let mut build = Self {
            root,
            ..Self::default()
        };
        for line in String::from_utf8(output.stdout)?.lines() {
            build.add(&serde_json::from_str(line)?);
        }
        build.check_names()?;
        Ok(build)
    }

    /// Notes what a message of cargo says that it has built.
    fn add(&mut self, message: &Value) {
        if message["reason"] != "compiler-artifact" {
            return;
        }
        let path_of = |value: &Value| {
            let path = Path::new(value.as_str()?);
            path.strip_prefix(&self.root).ok().map(Path::to_owned)
        };
        let target = &message["target"];
        let Some(manifest) = path_of(&message["manifest_path"]) else {
            return;
        };
        let mut parts = manifest.components().map(Component::as_os_str);
        let (Some(top), Some(folder)) = (parts.next(), parts.next()) else {
            return;
        };
        if top != CODE {
            return;
        }
        let name = target["name"].as_str().unwrap_or_default().to_owned();
        let kind = target["kind"][0].as_str().unwrap_or_default();
        let source = path_of(&target["src_path"]).unwrap_or_default();
        let is_main = kind == "bin" && source.ends_with("src/main.rs");
        if kind == "lib" {
            let files = message["filenames"].as_array();
            let path = files
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .find(|file| is_kind(file, "rlib"));
            if let Some(path) = path {
                let path = path.into();
                self.libraries.push(Library { name, path });
            }
        } else if let Some(executable) = message["executable"].as_str()
            && (is_main || kind == "example")
        {
            self.programs.push(Program {
                folder: folder.to_string_lossy().into_owned(),
                source: slashed(&source),
                example: (!is_main).then_some(name),
                executable: executable.into(),
            });
        }
    }

    /// Two examples of one name would overwrite each other's executable.
    fn check_names(&self) -> Result<()> {
        for (index, program) in self.programs.iter().enumerate() {
            let earlier = self.programs[..index]
                .iter()
                .find(|other| other.executable == program.executable);
            if let Some(other) = earlier {
                bail!(
                    "{} and {} have the same name, and cargo keeps one \
                     executable of a name: rename one of them",
                    other.source,
                    program.source
                );
            }
        }
        Ok(())
    }
}

impl Program {
    /// What the program prints, run without arguments at the root.
    ///
    /// # Errors
    ///
    /// If it does not end well, or prints something other than text.
    pub fn run(&self, root: &Path) -> Result<String> {
        let output = Command::new(&self.executable)
            .current_dir(root)
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot run {}", self.source))?;
        ensure!(
            output.status.success(),
            "{} failed ({}):\n{}",
            self.source,
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
        String::from_utf8(output.stdout)
            .with_context(|| format!("{} does not print text", self.source))
    }
}
