//! The numbers in the sentences about the one file.

use typeset::Facts;

const SOURCE: &str =
    include_str!("../../../chapters-code/one-file/src/main.rs");

pub fn figure() -> String {
    let (program, python) = SOURCE
        .split_once("\nmod python {")
        .expect("Python's random stream is a module at the end");
    let functions = program.lines().map(str::trim_start);
    let functions = functions.filter(|line| line.starts_with("fn ")).count();
    let facts = Facts::new()
        .with("functions", functions)
        .with("lines", lines_of_code(program))
        .with("python-lines", lines_of_code(python));
    facts.to_string()
}

/// How many lines are neither blank nor comments.
fn lines_of_code(text: &str) -> usize {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .count()
}
