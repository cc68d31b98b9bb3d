//! Generated files: what programs print, and how one file differs from
//! another.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `src/CHAPTER/outputs/NAME.*` | the figure `NAME` of the crate `figures` |
//! | `src/CHAPTER/facts.txt` | the facts of the chapter, of that crate too |
//! | `src/CRATE/outputs/program.txt` | the output of the crate's main program |
//! | `src/CRATE/outputs/NAME.diff` | how two files differ, named by its head |
//!
//! `cargo bless` makes those of the figures and fills the others, which begin
//! as empty files.

use std::path::Path;

use anyhow::Result;
use book::path::{SRC, files_below, is_kind};
use book::source::Source;
use book::{Problem, anchor};
use fs_err as fs;
use rayon::prelude::*;
use similar::TextDiff;

use crate::program::{Build, Figure, Program};

/// A file of the book that is made and not written.
#[derive(Debug)]
struct Generated {
    /// The file, relative to the root.
    path: String,
    /// The text that belongs there.
    text: String,
}

/// Every generated file is what its program prints today, and every figure
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
            fs::write(&file, text)?;
            changed.push(path);
        }
    }
    Ok((changed, problems))
}

/// Makes the text of every generated file.
fn generate(build: &Build) -> Result<(Vec<Generated>, Vec<Problem>)> {
    let figures = build.figures()?.into_iter();
    let figure = |Figure { file, text }| Generated {
        path: format!("{SRC}/{file}"),
        text,
    };
    let mut generated: Vec<Generated> = figures.map(figure).collect();
    let mut files: Vec<String> = files_below(&build.root, SRC)?
        .into_iter()
        .filter(|file| is_generated(file))
        .filter(|file| generated.iter().all(|it| it.path != *file))
        .collect();

    let print = |program: &Program| {
        let path = format!("{SRC}/{}/outputs/program.txt", program.folder);
        let is_shown = files.contains(&path);
        is_shown.then(|| {
            let text = program.run(&build.root)?;
            Ok(Generated { path, text })
        })
    };
    let printed = build.programs.par_iter().filter_map(print);
    let printed = printed.collect::<Result<Vec<_>>>()?;
    files.retain(|file| printed.iter().all(|it| it.path != *file));
    generated.extend(printed);

    let mut problems = Vec::new();
    for path in files {
        if !is_kind(&path, "diff") {
            let message = "no program prints this file: delete it, or add \
                           the figure to the list of its chapter in `figures`";
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
    let mut before = before.split_inclusive('\n');
    let mut now = now.split_inclusive('\n');
    for line in 1.. {
        let (before, now) = match (before.next(), now.next()) {
            (None, None) => break,
            sides if sides.0 == sides.1 => continue,
            sides => sides,
        };
        let text = |line: Option<&str>| {
            let line = line?.trim_end_matches(['\r', '\n']);
            Some(format!("`{line}`"))
        };
        let (said, says) = if text(before) == text(now) {
            (end_of(before), end_of(now))
        } else {
            let show = |line| text(line).unwrap_or("the end".into());
            (show(before), show(now))
        };
        let message = format!(
            "here is {said}, but now it is {says}: run `cargo bless` and look \
             at what changed"
        );
        return Some((line, message));
    }
    None
}

/// How a line ends.
fn end_of(line: Option<&str>) -> String {
    let end = match line {
        Some(line) if line.ends_with("\r\n") => "with CR and LF",
        Some(line) if line.ends_with('\n') => "with a newline",
        _ => "without a newline",
    };
    format!("a line that ends {end}")
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
        let (line, message) = first_difference("a\nb", "a\nb\n").unwrap();
        assert_eq!(line, 2);
        assert!(
            message.starts_with(
                "here is a line that ends without a newline, but now it is a \
                 line that ends with a newline: "
            ),
            "{message}"
        );
        let (line, message) = first_difference("a\r\n", "a\n").unwrap();
        assert_eq!(line, 1);
        assert!(message.contains("ends with CR and LF, but"), "{message}");
    }
}
