//! Commands: what pages and the README tell a reader to type.

use std::collections::HashSet;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use book::path::{files_below, is_kind};
use book::{Book, Page, Problem};
use fs_err as fs;
use regex::Regex;

/// What people read before the book, and what tells them how to change it.
pub const READMES: [&str; 5] = [
    "CONTRIBUTING.md",
    "README.md",
    "data/README.md",
    "data/reference/README.md",
    "workbook/README.md",
];

/// A package that a command names.
static PACKAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bcargo\s[^`\n]*?\s(?:-p|--package)\s+(?<name>[\w-]+)")
        .expect("the pattern is valid")
});

/// A command of cargo, at the start of a line or of code.
static CARGO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)(?:^\s*(?:\$ )?|`)cargo\s+(?<name>[a-z]+)")
        .expect("the pattern is valid")
});

/// The name of a package in its manifest.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?m)^name = "(?<name>[\w-]+)""#)
        .expect("the pattern is valid")
});

/// A command that the workspace defines.
static ALIAS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^(?<name>[\w-]+) =").expect("the pattern is valid")
});

/// Cargo's own commands that the book uses, and `deny`, which the workflow
/// installs.
const BUILT_IN: [&str; 9] = [
    "bench", "build", "clippy", "deny", "doc", "fmt", "install", "run", "test",
];

/// Every command of cargo that a page names is one, and every package of it
/// exists.
///
/// # Errors
///
/// If the manifests cannot be read.
pub fn check(book: &Book) -> Result<Vec<Problem>> {
    let packages = packages(&book.root)?;
    let aliases = fs::read_to_string(book.root.join(".cargo/config.toml"));
    let aliases = names(&ALIAS, &aliases.unwrap_or_default());
    let mut readmes = Vec::new();
    for readme in READMES {
        readmes.extend(Page::read(&book.root, readme));
    }
    let mut problems = Vec::new();
    for page in book.pages.iter().chain(&readmes) {
        let mut refuse = |pattern: &Regex, is_known: &dyn Fn(&str) -> bool| {
            for found in pattern.captures_iter(&page.text) {
                let offset = found.get(0).map_or(0, |it| it.end());
                if !is_known(&found["name"]) {
                    let message = format!(
                        "there is no `{}` to run: {}",
                        &found["name"],
                        found[0].trim().trim_start_matches('`')
                    );
                    problems.push(page.problem(offset, message));
                }
            }
        };
        refuse(&PACKAGE, &|name| packages.contains(name));
        refuse(&CARGO, &|name| {
            BUILT_IN.contains(&name) || aliases.contains(name)
        });
    }
    Ok(problems)
}

/// The packages of the book, by the names in their manifests.
fn packages(root: &Path) -> Result<HashSet<String>> {
    let mut packages = HashSet::new();
    for file in files_below(root, "")? {
        let is_manifest = file == "Cargo.toml" || file.ends_with("/Cargo.toml");
        if is_kind(&file, "toml") && is_manifest && !file.contains("/tests/") {
            let text = fs::read_to_string(root.join(&file))?;
            packages.extend(names(&NAME, &text));
        }
    }
    Ok(packages)
}

/// The names that a pattern finds in a text.
fn names(pattern: &Regex, text: &str) -> HashSet<String> {
    let found = pattern.captures_iter(text);
    found.map(|it| it["name"].to_owned()).collect()
}
