//! That the checks bite: everything undone is found undone, the book passes,
//! and every mistake of the plan is caught in its own words.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::compose::{self, Bodies, FOLDER};
use crate::plan::{Mistake, Section, Variant};

/// Writes every file of the workbook with nothing done; or, if only asked
/// whether they are so, says which are not.
///
/// # Errors
///
/// If a file cannot be made, read or written.
pub fn blank(root: &Path, plan: &[Section], only_check: bool) -> Result<bool> {
    let mut all_blank = true;
    for (file, text) in files(root, plan, Bodies::ToDo)? {
        let path = root.join(FOLDER).join(&file);
        if !only_check {
            write(&path, &text)?;
        } else if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            println!("{FOLDER}/{file} is not what the plan makes");
            all_blank = false;
        }
    }
    Ok(all_blank)
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
    let scratch = Scratch::new(root, plan)?;
    let mut faults = 0;
    let mut mistakes = 0;
    let chosen = |it: &&Section| only.is_none_or(|number| it.number == number);
    for section in plan.iter().filter(chosen) {
        let solved = compose::file(root, section, Bodies::Solved)?;
        let blank = compose::file(root, section, Bodies::ToDo)?;
        let mut fault = |words: String| {
            println!("{}: {words}", section.number);
            faults += 1;
        };
        let (code, said) = scratch.check(section, section, &blank)?;
        if code != Some(3) {
            fault(format!("undone, it is not found undone:\n{said}"));
        }
        for Variant { book, reader } in &section.variants {
            let Some(text) = replaced(&solved, book, reader) else {
                fault(format!("not once in the solution: {book}"));
                continue;
            };
            let (code, said) = scratch.check(section, section, &text)?;
            if code != Some(0) {
                fault(format!("{reader} for {book} should pass:\n{said}"));
            }
        }
        scratch.write(section, &solved)?;
        for mistake in &section.mistakes {
            mistakes += 1;
            let Mistake { right, wrong, .. } = mistake;
            let number = mistake.section.as_ref();
            let of = plan.iter().find(|it| Some(&it.number) == number);
            let of = of.unwrap_or(section);
            let solved = compose::file(root, of, Bodies::Solved)?;
            let Some(text) = replaced(&solved, right, wrong) else {
                fault(format!("not once in the solution: {right}"));
                continue;
            };
            let (code, said) = scratch.check(section, of, &text)?;
            scratch.write(of, &solved)?;
            let words: Vec<&str> = said.split_whitespace().collect();
            if code != Some(1) || !words.join(" ").contains(&mistake.says) {
                fault(format!(
                    "{wrong} instead of {right} should say {:?}, not\n{said}",
                    mistake.says
                ));
            }
        }
        let (code, said) = scratch.check(section, section, &solved)?;
        if code != Some(0) {
            fault(format!("the book does not pass:\n{said}"));
        }
        println!("{}: {} mistakes", section.number, section.mistakes.len());
    }
    println!("{mistakes} mistakes in all, {faults} faults");
    Ok(faults == 0)
}

/// A text with something in place of what it has once.
fn replaced(text: &str, old: &str, new: &str) -> Option<String> {
    (text.matches(old).count() == 1).then(|| text.replacen(old, new, 1))
}

/// All files of the workbook, by path below its folder.
fn files(
    root: &Path,
    plan: &[Section],
    bodies: Bodies,
) -> Result<Vec<(String, String)>> {
    let file = |section: &Section| {
        let text = compose::file(root, section, bodies)?;
        Ok((section.file.clone(), text))
    };
    let mut files = plan.iter().map(file).collect::<Result<Vec<_>>>()?;
    files.extend(compose::modules(plan));
    Ok(files)
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
        .with_context(|| format!("cannot write {}", path.display()))
}

/// A copy of the workbook in which everything is done.
struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    fn new(root: &Path, plan: &[Section]) -> Result<Self> {
        let folder = root.join("target/workbook-proof");
        let _ = fs::remove_dir_all(folder.join("src"));
        for (file, text) in files(root, plan, Bodies::Solved)? {
            write(&folder.join("src").join(file), &text)?;
        }
        let workbook = root.join("workbook");
        let lib = fs::read_to_string(workbook.join("src/lib.rs"))?;
        write(&folder.join("src/lib.rs"), &lib)?;
        for entry in fs::read_dir(workbook.join("checks"))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default();
            let text = fs::read_to_string(&path)?;
            write(&folder.join("checks").join(name), &text)?;
        }
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let names = root.join("chapters-code/names");
        let manifest = fs::read_to_string(workbook.join("Cargo.toml"))?;
        let lines = manifest.lines().filter(|line| {
            !line.contains(".workspace") || line.starts_with("edition")
        });
        let manifest = lines.collect::<Vec<_>>().join("\n").replace(
            "edition.workspace = true",
            "edition = \"2024\"\nversion = \"0.1.0\"",
        );
        let manifest = format!(
            "{manifest}\nnames = {{ path = {:?} }}\n\n[workspace]\n\n\
             [profile.dev]\nopt-level = 0\ndebug = false\n\n\
             [profile.dev.package.\"*\"]\nopt-level = 2\n",
            names.display().to_string()
        );
        write(&folder.join("Cargo.toml"), &manifest)?;
        let scratch = Scratch { folder };
        ensure!(scratch.build()?, "the book's own code does not compile");
        Ok(scratch)
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
        let output = Command::new(self.folder.join("target/debug/check"))
            .arg(&section.number)
            .output()
            .context("cannot run the check")?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok((output.status.code(), said))
    }
}
