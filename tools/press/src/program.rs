//! The programs that make the book's files: built once, then run.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use book::path::{CODE, is_kind, slashed};
use fs_err as fs;
use kept::Sources;
use serde::Deserialize;
use serde_json::Value;

/// The package whose program makes the figures.
const FIGURES: &str = "figures";

/// Windows lets no one write the file of a program that runs, and this is one.
const NOT_BUILT: &[&str] = if cfg!(windows) {
    &["--exclude", "press"]
} else {
    &[]
};

/// A build of the chapters' crates and of the figures.
#[derive(Debug, Default)]
pub struct Build {
    /// The folder that holds `book.toml`.
    pub root: PathBuf,
    /// The main programs of the chapters' crates.
    pub programs: Vec<Program>,
    /// The libraries of the chapters' crates, for the inline examples.
    pub libraries: Vec<Library>,
    figures: PathBuf,
}

/// The main program of a crate.
#[derive(Debug)]
pub struct Program {
    /// The folder of its crate in `chapters-code/`.
    pub folder: String,
    /// The source file, relative to the root.
    source: String,
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

/// A text that the program of the figures has made.
#[derive(Debug, Deserialize)]
pub struct Figure {
    /// The file, below `src/`.
    pub file: String,
    /// The text that belongs there.
    pub text: String,
}

impl Build {
    /// Builds the workspace, and notes the libraries and main programs below
    /// `chapters-code/` and the program of the figures.
    ///
    /// # Errors
    ///
    /// If something does not compile; the compiler has then said why.
    pub fn new(root: &Path) -> Result<Self> {
        Self::with(root, &[])
    }

    /// The same, with what is built in a folder of its own.
    ///
    /// # Errors
    ///
    /// As [`Build::new`].
    pub fn apart(root: &Path, target: &Path) -> Result<Self> {
        Self::with(root, &["--target-dir".as_ref(), target.as_os_str()])
    }

    fn with(root: &Path, arguments: &[&OsStr]) -> Result<Self> {
        let root = dunce::canonicalize(root).context("cannot find the book")?;
        let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
        let output = Command::new(cargo)
            // What `cargo test` builds, so that nothing is built twice: with
            // other features of some dependency, a crate is another one.
            .args(["build", "--workspace", "--lib", "--bins", "--tests"])
            .args(NOT_BUILT)
            .arg("--message-format=json-render-diagnostics")
            .args(arguments)
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
        Ok(build)
    }

    /// Notes a message of cargo about something that it has built.
    fn add(&mut self, message: &Value) {
        let is_test = &message["profile"]["test"] == true;
        if message["reason"] != "compiler-artifact" || is_test {
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
        let executable = message["executable"].as_str();
        let mut parts = manifest.components().map(Component::as_os_str);
        let (Some(top), Some(folder)) = (parts.next(), parts.next()) else {
            return;
        };
        if top == FIGURES {
            if let Some(executable) = executable {
                self.figures = executable.into();
            }
            return;
        }
        if top != CODE {
            return;
        }
        let kind = target["kind"][0].as_str().unwrap_or_default();
        let source = path_of(&target["src_path"]).unwrap_or_default();
        if kind == "lib" {
            let files = message["filenames"].as_array();
            let path = files
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .find(|file| is_kind(file, "rlib"));
            if let Some(path) = path {
                let name = target["name"].as_str().unwrap_or_default();
                self.libraries.push(Library {
                    name: name.to_owned(),
                    path: path.into(),
                });
            }
        } else if let Some(executable) = executable
            && source.ends_with("src/main.rs")
        {
            self.programs.push(Program {
                folder: folder.to_string_lossy().into_owned(),
                source: slashed(&source),
                executable: executable.into(),
            });
        }
    }

    /// Every figure, as the program of the figures makes it today.
    ///
    /// It takes a minute, and the same program makes the same figures: so they
    /// are kept beside it until it is another one.
    ///
    /// # Errors
    ///
    /// If the program fails: a claim of the pages may not hold any more.
    pub fn figures(&self) -> Result<Vec<Figure>> {
        let executable = &self.figures;
        let mut sources = Sources::default();
        sources.add(fs::read(executable)?);
        let file = executable.with_extension("made");
        let text = kept::text_of(&sources, &file, || {
            let mut program = Command::new(executable);
            let text = output_of(program.arg("--all"), FIGURES, &self.root)?;
            parse(&text).map(|_| text)
        })?;
        parse(&text)
    }
}

/// The figures of a text that has one a line.
fn parse(text: &str) -> Result<Vec<Figure>> {
    text.lines()
        .map(|it| Ok(serde_json::from_str(it)?))
        .collect()
}

impl Program {
    /// The text that the program prints, run without arguments at the root.
    ///
    /// # Errors
    ///
    /// If it does not end well, or prints something other than text.
    pub fn run(&self, root: &Path) -> Result<String> {
        output_of(&mut Command::new(&self.executable), &self.source, root)
    }
}

fn output_of(program: &mut Command, name: &str, root: &Path) -> Result<String> {
    let output = program
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {name}"))?;
    ensure!(
        output.status.success(),
        "{name} failed ({}):\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr).trim_end()
    );
    String::from_utf8(output.stdout)
        .with_context(|| format!("{name} does not print text"))
}
