//! Inline examples: Rust that a page writes out, compiled and run by rustdoc.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;

use crate::book::{Book, Page, Problem};
use crate::include;
use crate::markdown::{CodeBlock, code_blocks};
use crate::parallel;
use crate::program::Build;

/// A line that only Rust would have.
static RUST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\s*((pub )?(fn|impl|struct|enum|trait|mod) .*[;{]|let .*;|use .*;)$",
    )
    .expect("the pattern is valid")
});

/// How rustdoc begins its report of an example that failed.
static FAILURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^---- .*\(line (\d+)\).* stdout ----$")
        .expect("the pattern is valid")
});

/// Every block of Rust that a page writes out compiles and runs, and none is
/// excused from it.
///
/// # Errors
///
/// If rustdoc cannot be run.
pub fn check(book: &Book, build: &Build) -> Result<Vec<Problem>> {
    let mut problems: Vec<Problem> =
        book.pages.iter().flat_map(check_flags).collect();
    let pages: Vec<(&Page, String)> = book
        .pages
        .iter()
        .filter_map(|page| Some((page, examples_only(page)?)))
        .collect();
    let reports =
        parallel::map(&pages, |(page, examples)| run(page, examples, build));
    for report in reports {
        problems.extend(report?);
    }
    Ok(problems)
}

/// Whether a block is an example: Rust, and not a listing.
fn is_example(block: &CodeBlock) -> bool {
    block.is_rust() && !has_include(block)
}

fn has_include(block: &CodeBlock) -> bool {
    block
        .lines
        .iter()
        .any(|(_, line)| !include::directives(line).is_empty())
}

/// The blocks of a page that would escape the compiler.
fn check_flags(page: &Page) -> Vec<Problem> {
    let mut problems = Vec::new();
    for block in code_blocks(page) {
        let mut refuse = |message: &str| {
            problems.push(page.problem(block.range.start, message));
        };
        let looks_like_rust =
            || block.lines.iter().any(|(_, line)| RUST.is_match(line));
        let Some(language) = block.flags().next() else {
            refuse("say what this code is: ```rust, ```text, ```console, …");
            continue;
        };
        if language == "rust" {
            let flag = block.flags().skip(1).find(|flag| !is_allowed(flag));
            if let Some(flag) = flag {
                refuse(&format!(
                    "`{flag}` keeps this example from being proven: remove it \
                     and let the code compile and run"
                ));
            }
            if has_include(&block) && block.lines.len() > 1 {
                refuse(
                    "a listing is one include and nothing else: include an \
                     anchor that has all of it",
                );
            }
        } else if matches!(language, "text" | "rs" | "Rust" | "ignore")
            && looks_like_rust()
        {
            refuse("this is Rust: mark it as `rust`, so that it is compiled");
        }
    }
    problems
}

/// Whether an example that says this is still compiled and run.
fn is_allowed(flag: &str) -> bool {
    let is_error_code = flag.strip_prefix('E').is_some_and(|digits| {
        digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit())
    });
    is_error_code || matches!(flag, "should_panic" | "compile_fail")
}

/// The page with its examples alone, each on its own lines, so that rustdoc's
/// line numbers are those of the page; none if it has no examples.
fn examples_only(page: &Page) -> Option<String> {
    let mut lines = vec![String::new(); page.text.lines().count() + 1];
    let mut has_examples = false;
    for block in code_blocks(page).iter().filter(|block| is_example(block)) {
        has_examples = true;
        let first = page.line_of(block.range.start) - 1;
        lines[first] = format!("````{}", block.info.as_deref()?);
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
fn run(page: &Page, examples: &str, build: &Build) -> Result<Vec<Problem>> {
    let target = build
        .libraries
        .first()
        .and_then(|library| library.path.parent())
        .context("chapters-code has no library to run examples with")?;
    let folder = target.join("inline-examples");
    let file = folder.join(&page.path);
    write(&file, examples)?;

    let mut rustdoc = Command::new("rustdoc");
    rustdoc
        .current_dir(&folder)
        .args(["--test", "--edition", "2024", &page.path])
        // As fast as the rest of the book, and as strict as a debug build.
        .args(["-C", "opt-level=1", "-C", "debug-assertions=on"])
        .arg("-L")
        .arg(format!("dependency={}", target.join("deps").display()));
    for library in &build.libraries {
        let path = library.path.display();
        rustdoc
            .arg("--extern")
            .arg(format!("{}={path}", library.name));
    }
    let output = rustdoc.output().context("cannot run rustdoc")?;
    if output.status.success() {
        return Ok(Vec::new());
    }
    let report = String::from_utf8_lossy(&output.stdout);
    let mut problems = failures(&page.path, &report);
    if problems.is_empty() {
        let errors = String::from_utf8_lossy(&output.stderr);
        let message = format!("rustdoc failed:\n{report}{errors}");
        problems.push(Problem::new(&page.path, 1, message));
    }
    Ok(problems)
}

fn write(file: &Path, text: &str) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text)
        .with_context(|| format!("cannot write {}", file.display()))
}

/// The examples that failed, with what the compiler or the panic said.
fn failures(page: &str, report: &str) -> Vec<Problem> {
    let starts: Vec<_> = FAILURE.captures_iter(report).collect();
    starts
        .iter()
        .enumerate()
        .filter_map(|(index, start)| {
            let line = start[1].parse().ok()?;
            let from = start.get(0)?.end();
            let to = match starts.get(index + 1) {
                Some(next) => next.get(0)?.start(),
                None => report.find("\nfailures:\n    ")?,
            };
            let reason = report[from..to].trim();
            let message = format!("this example fails:\n{reason}\n");
            Some(Problem::new(page, line, message))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{check_flags, examples_only};
    use crate::book::Page;

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
    fn nothing_escapes_the_compiler() {
        let messages = |text: &str| -> Vec<String> {
            check_flags(&page(text))
                .into_iter()
                .map(|problem| problem.message)
                .collect()
        };
        assert_eq!(messages("```rust,should_panic\nx\n```"), [""; 0]);
        assert_eq!(messages("```rust,compile_fail,E0382\nx\n```"), [""; 0]);
        assert_eq!(messages("```text\nlet it be\n```"), [""; 0]);
        for page in [
            "```rust,ignore\nx\n```",
            "```rust,no_run\nx\n```",
            "```text\nlet x = 1;\n```",
            "```\nx\n```",
            "    indented",
        ] {
            assert_eq!(messages(page).len(), 1, "{page}");
        }
    }
}
