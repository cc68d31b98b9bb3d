//! That the checks bite: everything undone is found undone, the book passes,
//! and every mistake of the plan is caught in its own words.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, anyhow, bail, ensure};
use toml::{Table, Value};

use crate::compose::{self, Bodies};
use crate::plan::{self, BOOK, EXERCISES, Mistake, Section, Track, Variant};

const TRACKS: [&Track; 2] = [&BOOK, &EXERCISES];

/// Writes every file of the reader's with nothing done; or, if only asked
/// whether they are so, says which are not.
///
/// # Errors
///
/// If a file cannot be made, read or written.
pub fn blank(root: &Path, plan: &[Section], only_check: bool) -> Result<bool> {
    let mut all_blank = true;
    for track in TRACKS {
        for (file, text) in files(root, plan, track, Bodies::ToDo)? {
            let path = root.join(track.folder).join(&file);
            if !only_check {
                write(&path, &text)?;
            } else if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
                println!("{}/{file} is not what the plan makes", track.folder);
                all_blank = false;
            }
        }
    }
    Ok(all_blank)
}

/// What was proven.
#[derive(Default)]
struct Proof {
    mistakes: usize,
    faults: usize,
}

/// Proves that the checks bite, of one section or of all. Says what does not.
///
/// # Errors
///
/// If something cannot be built or run.
pub fn prove(
    root: &Path,
    plan: &[Section],
    only: Option<&str>,
) -> Result<bool> {
    let mut total = Proof::default();
    for track in TRACKS {
        let chosen: Vec<&Section> = plan
            .iter()
            .filter(|it| it.track == track)
            .filter(|it| only.is_none_or(|number| it.number == number))
            .collect();
        if chosen.is_empty() {
            continue;
        }
        let workers = thread::available_parallelism()?.get().min(chosen.len());
        let left = Mutex::new(chosen.into_iter());
        let next = || {
            let left = left.lock();
            left.unwrap_or_else(PoisonError::into_inner).next()
        };
        let work = |worker: usize| -> Result<Proof> {
            let scratch = Scratch::new(root, plan, track, worker)?;
            let mut proof = Proof::default();
            while let Some(section) = next() {
                let (words, of_one) = scratch.prove(root, plan, section)?;
                print!("{words}");
                proof.mistakes += of_one.mistakes;
                proof.faults += of_one.faults;
            }
            Ok(proof)
        };
        let proofs = thread::scope(|scope| {
            let threads: Vec<_> = (0..workers)
                .map(|worker| scope.spawn(move || work(worker)))
                .collect();
            let proofs = threads.into_iter().map(|thread| {
                thread.join().map_err(|_| anyhow!("a proof panicked"))?
            });
            proofs.collect::<Result<Vec<Proof>>>()
        })?;
        for proof in proofs {
            total.mistakes += proof.mistakes;
            total.faults += proof.faults;
        }
    }
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

/// All files that a track is made of, by path below its folder.
fn files(
    root: &Path,
    plan: &[Section],
    track: &Track,
    bodies: Bodies,
) -> Result<Vec<(String, String)>> {
    let sections = plan.iter().filter(|it| it.track == track);
    let file = |section: &Section| {
        let text = compose::file(root, section, bodies)?;
        Ok((section.file.clone(), text))
    };
    let mut files = sections.clone().map(file).collect::<Result<Vec<_>>>()?;
    files.extend(compose::modules(sections));
    Ok(files)
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
        .with_context(|| format!("cannot write {}", path.display()))
}

/// A copy of the reader's crate in which everything is done.
struct Scratch {
    folder: PathBuf,
    checker: &'static str,
}

impl Scratch {
    fn new(
        root: &Path,
        plan: &[Section],
        track: &'static Track,
        worker: usize,
    ) -> Result<Self> {
        let name = format!("target/proof/{}-{worker}", track.package);
        let folder = root.join(name);
        let _ = fs::remove_dir_all(folder.join("src"));
        for (file, text) in files(root, plan, track, Bodies::Solved)? {
            write(&folder.join("src").join(file), &text)?;
        }
        let src = root.join(track.folder);
        let of = src.parent().context("a folder in a crate")?;
        let lib = fs::read_to_string(src.join("lib.rs"))?;
        write(&folder.join("src/lib.rs"), &lib)?;
        for entry in fs::read_dir(of.join("checks"))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default();
            let text = fs::read_to_string(&path)?;
            write(&folder.join("checks").join(name), &text)?;
        }
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        write(&folder.join("Cargo.toml"), &manifest(root, of)?)?;
        let checker = track.checker;
        let scratch = Scratch { folder, checker };
        ensure!(scratch.build()?, "the book's own code does not compile");
        Ok(scratch)
    }

    /// Proves that the checks of a section bite. Returns what there is to say.
    fn prove(
        &self,
        root: &Path,
        plan: &[Section],
        section: &Section,
    ) -> Result<(String, Proof)> {
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

    fn build(&self) -> Result<bool> {
        let status = Command::new("cargo")
            .args(["build", "-q", "--offline", "--bins"])
            .current_dir(&self.folder)
            .env_remove("CARGO_TARGET_DIR")
            .status()
            .context("cannot run cargo")?;
        Ok(status.success())
    }

    fn write(&self, section: &Section, text: &str) -> Result<()> {
        write(&self.folder.join("src").join(&section.file), text)
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
        if !self.build()? {
            bail!("{}: this does not compile:\n{text}", section.number);
        }
        let output =
            Command::new(self.folder.join("target/debug").join(self.checker))
                .arg(&section.number)
                .output()
                .context("cannot run the check")?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok((output.status.code(), said))
    }
}

/// The manifest of a crate of the workspace, for a copy that stands alone.
fn manifest(root: &Path, of: &Path) -> Result<String> {
    let table = |path: PathBuf| -> Result<Table> {
        Ok(toml::from_str(&fs::read_to_string(path)?)?)
    };
    let mut workspace = table(root.join("Cargo.toml"))?;
    let mut manifest = table(of.join("Cargo.toml"))?;
    manifest.remove("lints");
    let package = manifest.get_mut("package").and_then(Value::as_table_mut);
    let package = package.context("no package in its manifest")?;
    package.retain(|key, _| key == "name");
    package.insert("edition".to_owned(), "2024".into());
    let shared = workspace["workspace"]["dependencies"].as_table_mut();
    let shared = shared.context("no dependencies in Cargo.toml")?;
    let needed = manifest
        .get_mut("dependencies")
        .and_then(Value::as_table_mut);
    for (name, needed) in needed.into_iter().flatten() {
        let mut from = shared.remove(name).with_context(|| name.clone())?;
        if let Some(Value::String(path)) = from.get_mut("path") {
            *path = root.join(&path).display().to_string();
        }
        *needed = from;
    }
    let profile = "
        [workspace]
        [profile.dev]
        opt-level = 0
        debug = false
        [profile.dev.package.\"*\"]
        opt-level = 2
    ";
    Ok(toml::to_string(&manifest)? + profile)
}
