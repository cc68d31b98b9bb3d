//! Inline examples: Rust that a page writes out, compiled and run by rustdoc.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, OnceLock};

use anyhow::{Context, Result};
use book::directive::directives;
use book::markdown::{CodeBlock, code_blocks};
use book::{Book, Page, Problem};
use fs_err as fs;
use kept::Sources;
use rayon::prelude::*;
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::program::{Build, Library};

/// How rustdoc begins its report of an example that failed.
static FAILURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^---- .*\(line (\d+)\).* stdout ----$")
        .expect("the pattern is valid")
});

/// Every block of Rust that a page writes out compiles and runs, or fails with
/// the error that it names, and none is excused from it.
///
/// # Errors
///
/// If rustdoc cannot be run.
pub fn check(book: &Book, build: &Build) -> Result<Vec<Problem>> {
    let pages: Vec<(&Page, String)> = book
        .pages
        .iter()
        .filter_map(|page| Some((page, examples_only(page)?)))
        .collect();
    let rustdoc = Rustdoc::new(build)?;
    let reports = pages
        .par_iter()
        .map(|(page, examples)| run(page, examples, &rustdoc))
        .collect::<Result<Vec<_>>>()?;
    Ok(reports.into_iter().flatten().collect())
}

/// Whether a block is an example: Rust, and not a listing.
pub fn is_example(block: &CodeBlock) -> bool {
    block.is_rust() && !has_include(block)
}

/// Whether a block shows anything that its page did not write.
pub fn has_include(block: &CodeBlock) -> bool {
    block
        .lines
        .iter()
        .any(|(_, line)| !directives(line).is_empty())
}

/// Whether a flag of a block names an error of the compiler, such as `E0382`.
pub fn is_error_code(flag: &str) -> bool {
    flag.strip_prefix('E').is_some_and(|digits| {
        digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit())
    })
}

/// Whether an example is there to show an error of the compiler.
pub fn may_not_compile(block: &CodeBlock) -> bool {
    block.flags().any(|flag| flag == "compile_fail")
}

/// The errors that an example says it shows.
pub fn error_codes(block: &CodeBlock) -> Vec<String> {
    let codes = block.flags().filter(|flag| is_error_code(flag));
    codes.map(str::to_owned).collect()
}

/// The page with its examples alone, each on its own lines, so that rustdoc's
/// line numbers are those of the page; none if it has no examples.
///
/// An example that may not compile loses its flags: rustdoc does not look at
/// the error's code, but of an example that fails it says why.
fn examples_only(page: &Page) -> Option<String> {
    let mut lines = vec![String::new(); page.text.lines().count() + 1];
    let mut has_examples = false;
    for block in code_blocks(page).iter().filter(|block| is_example(block)) {
        has_examples = true;
        let first = page.line_of(block.range.start) - 1;
        let info = if may_not_compile(block) {
            "rust,standalone_crate" // not merged with those that compile
        } else {
            block.info.as_deref()?
        };
        lines[first] = format!("````{info}");
        let mut last = first;
        for (number, line) in &block.lines {
            last = number - 1;
            lines[last].clone_from(line);
        }
        lines[last + 1].push_str("````");
    }
    has_examples.then(|| lines.join("\n"))
}

/// Has rustdoc compile and run the examples of a page.
fn run(page: &Page, examples: &str, rustdoc: &Rustdoc) -> Result<Vec<Problem>> {
    let report: Report =
        serde_json::from_str(&rustdoc.report(page, examples)?)?;
    let failures = failures(&report.printed);
    if !report.is_success && failures.is_empty() {
        let Report {
            printed, errors, ..
        } = &report;
        let message = format!("rustdoc failed:\n{printed}{errors}");
        return Ok(vec![Problem::new(&page.path, 1, message)]);
    }
    Ok(judge(page, &failures))
}

/// How rustdoc ended, and what it said.
#[derive(Debug, Deserialize, Serialize)]
struct Report {
    is_success: bool,
    printed: String,
    errors: String,
}

/// Rustdoc, as it tests the examples of all pages.
struct Rustdoc {
    folder: PathBuf,
    arguments: Vec<String>,
    /// The libraries and the version that a report depends on.
    sources: Sources,
}

impl Rustdoc {
    fn new(build: &Build) -> Result<Self> {
        let target = build
            .libraries
            .first()
            .and_then(|library| library.path.parent())
            .context("chapters-code has no library to run examples with")?;
        let mut arguments = vec![
            "--test".into(),
            "--edition=2024".into(),
            // As strict as a debug build, and as slow: what trains in them
            // stands in the libraries, and compiling takes longer than that.
            "-Copt-level=0".into(),
            "-Cdebug-assertions=on".into(),
            format!("-Ldependency={}", target.join("deps").display()),
        ];
        let mut sources = Sources::default();
        for Library { name, path } in &build.libraries {
            arguments.push(format!("--extern={name}={}", path.display()));
            sources.add(fs::read(path)?);
        }
        for argument in &arguments {
            sources.add(argument);
        }
        sources.add(version()?);
        Ok(Self {
            folder: target.join("inline-examples"),
            arguments,
            sources,
        })
    }

    /// Its report of the examples of a page, as JSON. One that it has made of
    /// the same examples and libraries is not made again.
    fn report(&self, page: &Page, examples: &str) -> Result<String> {
        let file = self.folder.join(&page.path);
        let mut sources = self.sources.clone();
        sources.add(examples);
        let report = file.with_extension("report");
        kept::text_of(&sources, &report, || {
            write(&file, examples)?;
            let output = Command::new("rustdoc")
                .current_dir(&self.folder)
                .args(&self.arguments)
                .arg(&page.path)
                .output()
                .context("cannot run rustdoc")?;
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into();
            Ok(serde_json::to_string(&Report {
                is_success: output.status.success(),
                printed: text(&output.stdout),
                errors: text(&output.stderr),
            })?)
        })
    }
}

/// What rustdoc says that it is.
fn version() -> Result<&'static [u8]> {
    static VERSION: OnceLock<Vec<u8>> = OnceLock::new();
    if let Some(version) = VERSION.get() {
        return Ok(version);
    }
    let output = Command::new("rustdoc").arg("-vV").output();
    let output = output.context("cannot run rustdoc")?;
    Ok(VERSION.get_or_init(|| output.stdout))
}

/// The problems, given the lines of the examples that failed and the reasons.
fn judge(page: &Page, failures: &[(usize, &str)]) -> Vec<Problem> {
    let mut expected: BTreeMap<usize, Vec<String>> = code_blocks(page)
        .iter()
        .filter(|block| is_example(block) && may_not_compile(block))
        .map(|block| (page.line_of(block.range.start), error_codes(block)))
        .collect();
    let mut problems = Vec::new();
    let mut refuse = |line: usize, message: String| {
        problems.push(Problem::new(&page.path, line, message));
    };
    for (line, reason) in failures {
        let Some(codes) = expected.remove(line) else {
            refuse(*line, format!("this example fails:\n{reason}\n"));
            continue;
        };
        let is_missing =
            |code: &&String| !reason.contains(&format!("error[{code}]"));
        if let Some(code) = codes.iter().find(is_missing) {
            refuse(
                *line,
                format!("this example does not fail with {code}:\n{reason}\n"),
            );
        }
    }
    for line in expected.into_keys() {
        refuse(
            line,
            "this example says `compile_fail`, but compiles".into(),
        );
    }
    problems
}

fn write(file: &Path, text: &str) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text)?;
    Ok(())
}

/// The lines of the examples that failed, with what the compiler or the panic
/// said. A list of names ends the report, and there may be two reports: of the
/// examples that rustdoc merged into one program, and of the others.
fn failures(report: &str) -> Vec<(usize, &str)> {
    let starts: Vec<_> = FAILURE.captures_iter(report).collect();
    starts
        .iter()
        .enumerate()
        .filter_map(|(index, start)| {
            let line = start[1].parse().ok()?;
            let from = start.get(0)?.end();
            let next = starts.get(index + 1).and_then(|next| next.get(0));
            let to = next.map_or(report.len(), |next| next.start());
            let reason = report[from..to].split("\nfailures:\n    ").next()?;
            Some((line, reason.trim()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use book::Page;

    use super::{examples_only, judge};

    fn page(text: &str) -> Page {
        Page {
            path: "src/a.md".into(),
            text: text.into(),
        }
    }

    #[test]
    fn examples_keep_their_lines() {
        let page = page(
            "# Title\n\n1. In a list:\n\n   ```rust\n   f();\n   ```\n\n\
             ```rust\n{{#include a.rs:b}}\n```\n\n    indented\n",
        );
        assert_eq!(
            examples_only(&page).unwrap().trim_end(),
            "\n\n\n\n````rust\nf();\n````"
        );
    }

    #[test]
    fn an_example_fails_with_the_error_that_it_names() {
        let page = page("```rust,compile_fail,E0382\nx\n```");
        let message = |failures: &[(usize, &str)]| {
            let problems = judge(&page, failures);
            problems.first().map(|problem| problem.message.clone())
        };
        assert_eq!(message(&[(1, "error[E0382]: moved")]), None);
        assert_eq!(
            message(&[(1, "error[E0425]: unknown")]).unwrap(),
            "this example does not fail with E0382:\nerror[E0425]: unknown\n"
        );
        assert_eq!(
            message(&[]).unwrap(),
            "this example says `compile_fail`, but compiles"
        );
        assert!(message(&[(1, "error[E0382]"), (9, "panic")]).is_some());
    }
}
