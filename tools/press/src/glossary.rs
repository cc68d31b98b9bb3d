//! The glossary: what a reader looks up stands where they look.

use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use book::Problem;
use fs_err as fs;
use regex::Regex;

/// The page that has it.
pub const GLOSSARY: &str = "src/appendix/glossary.md";

/// The heading of a letter, or an entry.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:## (?<letter>[A-Z])$|\*\*(?<term>.+?)\.\*\* )")
        .expect("the pattern is valid")
});

/// What an entry says that only leads to another.
static SEE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bSee \*(?<term>[^*]+)\*").expect("the pattern is valid")
});

/// The entries stand in the order of the alphabet, each below its letter, and
/// those that lead to others lead somewhere.
///
/// # Errors
///
/// If the page cannot be read.
pub fn check(root: &Path) -> Result<Vec<Problem>> {
    let text = fs::read_to_string(root.join(GLOSSARY))?;
    let mut problems = Vec::new();
    let mut refuse = |line: usize, message: String| {
        problems.push(Problem::new(GLOSSARY, line + 1, message));
    };
    let mut letter = String::new();
    let mut terms: Vec<String> = Vec::new();
    for (line, found) in text
        .lines()
        .enumerate()
        .filter_map(|(line, text)| Some((line, LINE.captures(text)?)))
    {
        if let Some(heading) = found.name("letter") {
            letter = heading.as_str().to_lowercase();
            continue;
        }
        let term = &found["term"];
        let sorted = sorted_by(term);
        if !sorted.starts_with(&letter) {
            refuse(line, format!("{term:?} is below another letter"));
        }
        if terms.last().is_some_and(|before| *before >= sorted) {
            refuse(line, format!("{term:?} belongs further up"));
        }
        terms.push(sorted);
    }
    for (line, text) in text.lines().enumerate() {
        for see in SEE.captures_iter(text) {
            let term = &see["term"];
            if !terms.contains(&sorted_by(term)) {
                refuse(line, format!("there is no entry {term:?}"));
            }
        }
    }
    Ok(problems)
}

/// What a term is sorted by: its letters, digits and spaces.
fn sorted_by(term: &str) -> String {
    let spaced = term.to_lowercase().replace(['-', '_'], " ");
    let kept = |c: &char| c.is_alphanumeric() || *c == ' ';
    spaced.chars().filter(kept).collect()
}
