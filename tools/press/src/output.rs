//! Generated files: what programs print, and how one file differs from
//! another.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `src/CRATE/outputs/NAME.*` | what the example `NAME` of the crate prints |
//! | `src/CRATE/outputs/program.*` | what the crate's main program prints |
//! | `src/CRATE/outputs/NAME.diff` | how two files differ, named by its head |
//! | `src/CRATE/facts.txt` | what the example `CRATE-facts` prints |
//!
//! A new output is an empty file, until `cargo bless` fills it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use book::path::{CODE, files_below, is_kind};
use book::source::Source;
use book::{Problem, anchor};
use similar::TextDiff;

use crate::parallel;
use crate::program::{Build, Program};

/// What a main program's output is called.
const MAIN: &str = "program";

/// A file of the book that is made and not written.
#[derive(Debug)]
struct Generated {
    /// The file, relative to the root.
    path: String,
    /// What it should hold.
    text: String,
}

/// Every generated file is what its program prints today, and every example
/// has one.
///
/// # Errors
///
/// If a program fails or a file cannot be read.
pub fn check(build: &Build) -> Result<Vec<Problem>> {
    let (generated, mut problems) = generate(build)?;
    for Generated { path, text } in generated {
        let before = fs::read_to_string(build.root.join(&path));
        let before = before.unwrap_or_default();
        if let Some((line, message)) = first_difference(&before, &text) {
            problems.push(Problem::new(path, line, message));
        }
    }
    Ok(problems)
}

/// Rewrites every generated file. Returns those that changed, and what keeps
/// others from being made.
///
/// # Errors
///
/// If a program fails or a file cannot be read or written.
pub fn bless(build: &Build) -> Result<(Vec<String>, Vec<Problem>)> {
    let (generated, problems) = generate(build)?;
    let mut changed = Vec::new();
    for Generated { path, text } in generated {
        let file = build.root.join(&path);
        if fs::read_to_string(&file).ok().as_ref() != Some(&text) {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&file, text)
                .with_context(|| format!("cannot write {path}"))?;
            changed.push(path);
        }
    }
    Ok((changed, problems))
}

/// Makes the text of every generated file.
fn generate(build: &Build) -> Result<(Vec<Generated>, Vec<Problem>)> {
    let mut files: Vec<String> = files_below(&build.root, "src")?
        .into_iter()
        .filter(|file| is_generated(file))
        .collect();
    let mut problems = Vec::new();
    let mut jobs: Vec<(&Program, String)> = Vec::new();
    for program in &build.programs {
        match file_of(program, &files) {
            Ok(Some(file)) => {
                files.retain(|other| *other != file);
                jobs.push((program, file));
            }
            Ok(None) => {}
            Err(message) => {
                problems.push(Problem::new(&program.source, 1, message));
            }
        }
    }
    let printed = parallel::map(&jobs, |(program, path)| {
        let path = path.clone();
        program
            .run(&build.root)
            .map(|text| Generated { path, text })
    });
    let mut generated = printed.into_iter().collect::<Result<Vec<_>>>()?;

    for path in files {
        if !is_kind(&path, "diff") {
            let message = format!(
                "no program of {CODE} prints this file: delete it, or write \
                 the example that does"
            );
            problems.push(Problem::new(path, 1, message));
            continue;
        }
        let text = fs::read_to_string(build.root.join(&path))?;
        match diff(&build.root, &text) {
            Ok(text) => generated.push(Generated { path, text }),
            Err(message) => problems.push(Problem::new(path, 1, message)),
        }
    }
    Ok((generated, problems))
}

/// Whether a file is one that the press makes.
fn is_generated(file: &str) -> bool {
    match file.split('/').collect::<Vec<_>>().as_slice() {
        [_, _, name] => *name == "facts.txt",
        [_, _, folder, _] => *folder == "outputs",
        _ => false,
    }
}

/// The file that a program prints; none for a main program that has none.
fn file_of(
    program: &Program,
    files: &[String],
) -> Result<Option<String>, String> {
    let Program {
        folder, example, ..
    } = program;
    let name = example.as_deref().unwrap_or(MAIN);
    if name == format!("{folder}-facts") {
        return Ok(Some(format!("src/{folder}/facts.txt")));
    }
    let stem = format!("src/{folder}/outputs/{name}");
    let mut candidates = files.iter().filter(|file| {
        file.rsplit_once('.').is_some_and(|(other, extension)| {
            other == stem && extension != "diff"
        })
    });
    match (candidates.next(), candidates.next()) {
        (Some(file), None) => Ok(Some(file.clone())),
        (None, _) if example.is_none() => Ok(None),
        (None, _) => Err(format!(
            "this example has no output: make an empty file {stem}.txt (or \
             .md, or .svg) and run `cargo bless`"
        )),
        (Some(one), Some(two)) => Err(format!(
            "{one} and {two} are both the output of this program"
        )),
    }
}

/// The diff that begins with these two lines, `--- one` and `+++ other`.
fn diff(root: &Path, text: &str) -> Result<String, String> {
    let mut lines = text.lines();
    let mut side = |mark: &str| {
        let line = lines.next().unwrap_or_default();
        let name = line.strip_prefix(mark).ok_or_else(|| {
            "a diff begins with two lines that name its sides: `--- one.rs` \
             and `+++ other.rs`"
                .to_owned()
        })?;
        Ok::<_, String>((name, code_of(root, name)?))
    };
    let (before_name, before) = side("--- ")?;
    let (after_name, after) = side("+++ ")?;
    if before == after {
        return Err(format!("{before_name} and {after_name} do not differ"));
    }
    Ok(TextDiff::from_lines(&before, &after)
        .unified_diff()
        .header(before_name, after_name)
        .to_string())
}

/// The code of one side of a diff: a file, or `file:anchor`.
fn code_of(root: &Path, name: &str) -> Result<String, String> {
    let (file, anchor) = match name.split_once(':') {
        Some((file, anchor)) => (file, Some(anchor)),
        None => (name, None),
    };
    let text = fs::read_to_string(root.join(file))
        .map_err(|_| format!("there is no file {file} to compare"))?;
    let lines = match anchor {
        None => anchor::WHOLE,
        Some(anchor) => anchor::find(file, &text, anchor)?,
    };
    let source =
        Source::new(text).map_err(|error| format!("{file}: {error}"))?;
    Ok(source.diff_side(lines) + "\n")
}

/// Where two versions of a file part, and what each of them says there.
fn first_difference(before: &str, now: &str) -> Option<(usize, String)> {
    if before == now {
        return None;
    }
    let mut before = before.lines();
    let mut now = now.lines();
    for line in 1.. {
        let (before, now) = (before.next(), now.next());
        if before != now || before.is_none() {
            let show = |line: Option<&str>| {
                line.map_or("the end".into(), |line| format!("`{line}`"))
            };
            let (before, now) = (show(before), show(now));
            let message = format!(
                "here is {before}, but now it is {now}: run `cargo bless` and \
                 look at what changed"
            );
            return Some((line, message));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{first_difference, is_generated};

    #[test]
    fn generated_files_are_outputs_and_facts() {
        assert!(is_generated("src/names/facts.txt"));
        assert!(is_generated("src/names/outputs/table.md"));
        assert!(!is_generated("src/names/0.1-names.md"));
        assert!(!is_generated("src/facts.txt"));
    }

    #[test]
    fn the_first_difference_names_its_line() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        let (line, message) = first_difference("a\nb\n", "a\nc\n").unwrap();
        assert_eq!(line, 2);
        assert!(message.starts_with("here is `b`, but now it is `c`"));
        assert_eq!(first_difference("a\n", "a\nb\n").unwrap().0, 2);
        assert_eq!(first_difference("a", "a\n").unwrap().0, 2);
    }
}
