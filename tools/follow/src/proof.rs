//! That the checks bite: everything undone is found undone, the book passes,
//! and every mistake of the plan is caught in its own words.

use std::fmt::Write as _;
use std::ops::Add;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use fs_err as fs;
use rayon::iter::{ParallelBridge as _, ParallelIterator as _};
use toml::{Table, Value};

use crate::compose::{self, Bodies};
use crate::plan::{self, Mistake, Section, TRACKS, Track, Variant, WORKBOOK};
use crate::{copy, progress};

/// How many mistakes were made, and how many faults found.
#[derive(Default)]
struct Proof {
    mistakes: usize,
    faults: usize,
}

impl Add for Proof {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Proof {
            mistakes: self.mistakes + other.mistakes,
            faults: self.faults + other.faults,
        }
    }
}

/// Proves that the checks bite, of one section or of all. Says what does not.
///
/// # Errors
///
/// If something cannot be built or run.
pub fn prove<'r>(
    root: &'r Path,
    plan: &[Section],
    only: Option<&Section>,
) -> Result<bool> {
    let chosen = plan
        .iter()
        .filter(|it| only.is_none_or(|only| it.number == only.number));
    // As many workbooks as threads: each takes a section after another.
    let prove = |scratch: &mut Option<Scratch<'r>>, section| -> Result<Proof> {
        let scratch = match scratch {
            Some(scratch) => scratch,
            none => none.insert(Scratch::new(root, plan)?),
        };
        let (words, proof) = scratch.prove(plan, section)?;
        print!("{words}");
        Ok(proof)
    };
    let total = chosen
        .par_bridge()
        .map_init(|| None, prove)
        .try_reduce(Proof::default, |one, other| Ok(one + other))?;
    println!(
        "{} mistakes in all, {} faults",
        total.mistakes, total.faults
    );
    Ok(total.faults == 0)
}

/// A text with something in place of what it has once.
fn replaced(text: &str, old: &str, new: &str) -> Option<String> {
    (text.matches(old).count() == 1).then(|| text.replacen(old, new, 1))
}

/// Writes a file, unless it is so already: cargo builds again what is new.
fn write(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)?;
    Ok(())
}

/// A workbook in which everything is done.
struct Scratch<'r> {
    /// The folder of the book.
    root: &'r Path,
    /// The folder that has this workbook, as the book's has the reader's.
    folder: PathBuf,
}

impl<'r> Scratch<'r> {
    /// The workbook of this thread.
    fn new(root: &'r Path, plan: &[Section]) -> Result<Self> {
        let thread = rayon::current_thread_index().unwrap_or_default();
        let folder = root.join("target/proof").join(thread.to_string());
        let scratch = Scratch { root, folder };
        for track in TRACKS {
            let to = scratch.folder.join(track.folder);
            for (file, text) in copy::files(root, plan, track, Bodies::Solved)?
            {
                write(&to.join(file), &text)?;
            }
        }
        scratch.take_crates()?;
        for track in TRACKS {
            let compiles = scratch.build(track)?;
            ensure!(compiles, "the book's own code does not compile");
        }
        Ok(scratch)
    }

    /// Takes what makes crates of the reader's files: manifests and checks.
    fn take_crates(&self) -> Result<()> {
        let [from, to] = [self.root, &self.folder].map(|it| it.join(WORKBOOK));
        let mut files = ["Cargo.lock", "exercises/Cargo.toml"]
            .map(PathBuf::from)
            .to_vec();
        for checks in ["checks", "exercises/checks"].map(Path::new) {
            for file in fs::read_dir(from.join(checks))? {
                files.push(checks.join(file?.file_name()));
            }
        }
        for file in files {
            write(&to.join(&file), &fs::read_to_string(from.join(&file))?)?;
        }
        // A listing of Step 7 has the novel, by a path from its own file.
        let novel = Path::new("data/moby-dick.txt");
        let text = fs::read_to_string(self.root.join(novel))?;
        write(&self.folder.join(novel), &text)?;
        let manifest = fs::read_to_string(from.join("Cargo.toml"))?;
        write(&to.join("Cargo.toml"), &absolute(&manifest, &from)?)
    }

    /// Proves that the checks of a section bite. Returns what there is to say.
    fn prove(
        &self,
        plan: &[Section],
        section: &Section,
    ) -> Result<(String, Proof)> {
        let root = self.root;
        let number = &section.number;
        let solved = compose::file(root, section, Bodies::Solved)?;
        let blank = compose::file(root, section, Bodies::ToDo)?;
        let mut proof = Proof::default();
        let mut said = String::new();
        let mut fault = |words: String| {
            proof.faults += 1;
            writeln!(said, "{number}: {words}")
        };
        let (code, words) = self.check(section, section, &blank)?;
        if code != Some(3) {
            fault(format!("undone, it is not found undone:\n{words}"))?;
        }
        for Variant { book, reader } in &section.variants {
            let Some(text) = replaced(&solved, book, reader) else {
                fault(format!("not once in the solution: {book}"))?;
                continue;
            };
            let (code, words) = self.check(section, section, &text)?;
            if code != Some(0) {
                fault(format!("{reader} for {book} should pass:\n{words}"))?;
            }
        }
        self.write(section, &solved)?;
        for mistake in &section.mistakes {
            proof.mistakes += 1;
            let Mistake { right, wrong, .. } = mistake;
            let number = mistake.section.as_ref();
            let of = number.and_then(|number| plan::find(plan, number));
            let of = of.unwrap_or(section);
            let solved = compose::file(root, of, Bodies::Solved)?;
            let Some(text) = replaced(&solved, right, wrong) else {
                fault(format!("not once in the solution: {right}"))?;
                continue;
            };
            let (code, words) = self.check(section, of, &text)?;
            self.write(of, &solved)?;
            let one_line: Vec<&str> = words.split_whitespace().collect();
            if code != Some(1) || !one_line.join(" ").contains(&mistake.says) {
                fault(format!(
                    "{wrong} instead of {right} should say {:?}, not\n{words}",
                    mistake.says
                ))?;
            }
        }
        let (code, words) = self.check(section, section, &solved)?;
        if code != Some(0) {
            fault(format!("the book does not pass:\n{words}"))?;
        }
        writeln!(said, "{number}: {} mistakes", section.mistakes.len())?;
        Ok((said, proof))
    }

    fn build(&self, track: &Track) -> Result<bool> {
        let status = Command::new("cargo")
            .args(["build", "-q", "--locked", "--bins", "-p", track.package])
            .current_dir(self.folder.join(WORKBOOK))
            .env_remove("CARGO_TARGET_DIR")
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .status()
            .context("cannot run cargo")?;
        Ok(status.success())
    }

    fn write(&self, section: &Section, text: &str) -> Result<()> {
        write(&progress::path(&self.folder, section), text)
    }

    /// Checks a section with this text for the file of one, and puts nothing
    /// back: the last text that is checked or written must be the solution.
    fn check(
        &self,
        section: &Section,
        of: &Section,
        text: &str,
    ) -> Result<(Option<i32>, String)> {
        self.write(of, text)?;
        if !self.build(section.track)? {
            bail!("{}: this does not compile:\n{text}", section.number);
        }
        let built = self.folder.join(WORKBOOK).join("target/debug");
        let output = Command::new(built.join(section.track.checker))
            .arg(&section.number)
            .output()
            .context("cannot run the check")?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok((output.status.code(), said))
    }
}

/// A manifest whose workspace has paths that do not depend on its folder.
fn absolute(manifest: &str, folder: &Path) -> Result<String> {
    let mut manifest: Table = toml::from_str(manifest)?;
    let workspace = manifest.get_mut("workspace");
    let dependencies = workspace.and_then(|it| it.get_mut("dependencies"));
    let dependencies = dependencies.and_then(Value::as_table_mut);
    for (_, dependency) in dependencies.into_iter().flatten() {
        if let Some(Value::String(path)) = dependency.get_mut("path") {
            *path = folder.join(&path).display().to_string();
        }
    }
    Ok(toml::to_string(&manifest)?)
}
